-- Grain: one row per fill and state it makes: lot -> state. It opens at the instant it counts from.
with

states as (

    select * from {{ ref('tank_states') }}

),

passings as (

    select * from {{ ref('int_tank_passings') }}

),

unknown_lots as (

    select lot_id from {{ ref('receipts') }}
    where is_unknown_lot
    union
    select lot_id from {{ ref('outputs') }}
    where is_unknown_lot
    union
    select lot_id from {{ ref('consumptions') }}
    where is_unknown_lot

)

select
    passings.fact_id,
    'fill' as edge_kind,
    passings.lot_id as from_node_id,
    states.pool_id as to_node_id,
    case
        when
            not passings.is_declared
            or not states.is_only_episode
            or passings.naming_evidence = 'possible'
            then 'possible'
        when passings.is_recorded then passings.naming_evidence
        else 'probable'
    end as evidence,
    case when passings.is_declared then 'in_tank' else 'blended_place' end as rule_id,
    case when states.from_at > cast('0001-01-01' as timestamp) then states.from_at end as from_at,
    passings.time_basis,
    passings.signed_qty as qty,
    passings.booked_uom as uom,
    passings.work_order_code,
    passings.operation_run_id,
    passings.place_code,
    passings.source_system,
    passings.contract,
    passings.source_file,
    passings.source_row,
    {{ month_of('passings.occurred_at') }} as event_month
from states
inner join passings on states.passing_id = passings.passing_id
left join unknown_lots on passings.lot_id = unknown_lots.lot_id
where
    passings.lot_id is not null
    and (not passings.is_unknown_lot or unknown_lots.lot_id is not null)
