-- Grain: one row per two states that follow one another: state -> next state of the episode, and
-- state -> state of another tank that was filled from it. The later fill stands for the record.
with

states as (

    select * from {{ ref('tank_states') }}

),

passings as (

    select * from {{ ref('int_tank_passings') }}

),

draws as (

    select * from {{ ref('int_tank_draws') }}

),

followed as (

    select
        lag(pool_id) over (
            partition by place_code, episode_no
            order by state_no asc nulls last
        ) as from_node_id,
        pool_id as to_node_id,
        passing_id
    from states

),

moved as (

    select
        draws.pool_id as from_node_id,
        states.pool_id as to_node_id,
        states.passing_id
    from draws
    inner join passings on draws.passing_id = passings.passing_id
    inner join states on passings.fact_id = states.fact_id

),

pairs as (

    select * from followed
    where from_node_id is not null
    union
    select * from moved

)

select
    passings.fact_id,
    'carry' as edge_kind,
    pairs.from_node_id,
    pairs.to_node_id,
    case when passings.is_declared then 'confirmed' else 'possible' end as evidence,
    case when passings.is_declared then 'in_tank' else 'blended_place' end as rule_id,
    cast(null as timestamp) as from_at,
    passings.time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    cast(null as string) as work_order_code,
    cast(null as string) as operation_run_id,
    passings.place_code,
    passings.source_system,
    passings.contract,
    passings.source_file,
    passings.source_row,
    {{ month_of('passings.occurred_at') }} as event_month
from pairs
inner join passings on pairs.passing_id = passings.passing_id
