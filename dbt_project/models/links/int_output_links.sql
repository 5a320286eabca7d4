-- Grain: one row per output: run -> lot, without the parts that only came back.
-- It closes when the lot was finished, if that was captured when it happened.
with

outputs as (

    select * from {{ ref('outputs') }}

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
    outputs.evidence,
    outputs.rule_id,
    cast(null as timestamp) as from_at,
    case when outputs.ended_basis = 'recorded' then outputs.occurred_until_at end as until_at,
    case
        when outputs.ended_basis = 'recorded'
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
where returns.fact_id is null
