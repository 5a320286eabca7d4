-- Grain: one row per output: run -> lot, without the parts that only came back.
-- It closes when the lot was finished, if that was captured when it happened, and if no output of
-- the order and item lacks its lot: that one may be more of this lot. A part that came back of a
-- product that another order worked on in between may hold what that order put in.
with

outputs as (

    select * from {{ ref('outputs') }}

),

lotless as (

    select
        work_order_code,
        item_code
    from outputs
    where is_unknown_lot and work_order_code is not null
    group by work_order_code, item_code

),

returns as (

    select * from {{ ref('int_disassembly_returns') }}

),

site_bounds as (

    select * from {{ ref('int_site_bounds') }}

)

select
    outputs.fact_id,
    'output' as edge_kind,
    outputs.run_id as from_node_id,
    outputs.lot_id as to_node_id,
    case when returns.is_changed then 'possible' else outputs.evidence end as evidence,
    case when returns.is_changed then 'given_out_again' else outputs.rule_id end as rule_id,
    cast(null as timestamp) as from_at,
    case
        when outputs.ended_basis = 'recorded' and lotless.item_code is null
            then outputs.occurred_until_at
    end as until_at,
    case
        when outputs.ended_basis = 'recorded' and lotless.item_code is null
            then {{ shift_seconds(
                'outputs.occurred_until_at',
                "60 * coalesce(site_bounds.tolerance_minutes, " ~ var('tolerance_minutes') ~ ")",
            ) }}
    end as closes_at,
    outputs.time_basis,
    outputs.booked_qty as qty,
    outputs.booked_uom as uom,
    outputs.work_order_code,
    outputs.operation_run_id,
    outputs.place_code,
    outputs.is_returned,
    outputs.source_system,
    outputs.contract,
    outputs.source_file,
    outputs.source_row,
    outputs.event_month
from outputs
left join returns on outputs.fact_id = returns.fact_id
left join site_bounds on outputs.site_code = site_bounds.site_code
left join lotless
    on
        outputs.work_order_code = lotless.work_order_code
        and outputs.item_code = lotless.item_code
where returns.fact_id is null or returns.is_changed
