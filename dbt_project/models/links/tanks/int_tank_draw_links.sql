-- Grain: one row per draw and state it may have drawn from: state -> run, or -> the unknown lot of
-- a draw without lot, or -> the lot that was moved out under its own number.
with

draws as (

    select * from {{ ref('int_tank_draws') }}

),

passings as (

    select * from {{ ref('int_tank_passings') }}

),

consumptions as (

    select
        fact_id,
        is_unknown_lot
    from {{ ref('consumptions') }}

),

targets as (

    select
        passings.*,
        draws.pool_id,
        draws.is_told,
        case
            when
                passings.posting_kind in (
                    'putaway', 'transfer', 'transfer_out', 'shipment', 'split', 'merge', 'relabel'
                )
                then case when not passings.is_unknown_lot then passings.lot_id end
            when coalesce(consumptions.is_unknown_lot, false) then passings.lot_id
            when consumptions.fact_id is not null or passings.work_order_code is not null
                then passings.run_id
        end as to_node_id
    from draws
    inner join passings on draws.passing_id = passings.passing_id
    left join consumptions on passings.fact_id = consumptions.fact_id

)

select
    fact_id,
    'draw' as edge_kind,
    pool_id as from_node_id,
    to_node_id,
    case
        when not is_declared or not is_named or not is_told then 'possible'
        when is_recorded then 'confirmed'
        else 'probable'
    end as evidence,
    case when is_declared then 'in_tank' else 'blended_place' end as rule_id,
    cast(null as timestamp) as from_at,
    time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    work_order_code,
    operation_run_id,
    place_code,
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('occurred_at') }} as event_month
from targets
where to_node_id is not null
