-- Grain: one row per lot that was poured into a tank and shipped from a place that nobody names,
-- and last state of each episode in which it lay there: state -> lot. What lay there with it may
-- have been shipped under its number. The first fill of the lot stands for the record.
with

states as (

    select
        *,
        row_number() over (
            partition by place_code, episode_no order by state_no desc nulls last
        ) as state_rank
    from {{ ref('tank_states') }}

),

passings as (

    select * from {{ ref('int_tank_passings') }}
    where is_declared

),

places as (

    select
        fact_id,
        from_location
    from {{ ref('int_postings_standing') }}
    where fact_type = 'shipment' and from_location is not null

),

shipped as (

    select shipments.lot_id
    from {{ ref('shipments') }} as shipments
    left join places on shipments.fact_id = places.fact_id
    where not shipments.is_unknown_lot and places.fact_id is null
    group by shipments.lot_id

),

fills as (

    select
        passings.*,
        states.episode_no,
        row_number() over (
            partition by passings.lot_id, states.place_code, states.episode_no
            order by states.state_no asc nulls last
        ) as fill_no
    from states
    inner join passings on states.passing_id = passings.passing_id
    inner join shipped on passings.lot_id = shipped.lot_id

)

select
    fills.fact_id,
    'draw' as edge_kind,
    states.pool_id as from_node_id,
    fills.lot_id as to_node_id,
    'possible' as evidence,
    'in_tank' as rule_id,
    cast(null as timestamp) as from_at,
    fills.time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    cast(null as string) as work_order_code,
    cast(null as string) as operation_run_id,
    fills.place_code,
    fills.source_system,
    fills.contract,
    fills.source_file,
    fills.source_row,
    {{ month_of('fills.occurred_at') }} as event_month
from fills
inner join states
    on
        fills.place_code = states.place_code
        and fills.episode_no = states.episode_no
        and states.state_rank = 1
where fills.fill_no = 1
