-- Grain: one row per pool of input gaps and candidate: lots with a closed life in each pool whose
-- window it meets; those with an open end, and the runs of orders for the item that say no output,
-- once in the open pool of the place. Then that pool itself, once in each pool.
with

lots as (

    select * from {{ ref('int_place_lots') }}

),

places as (

    select * from {{ ref('int_input_places') }}

),

pools as (

    select * from {{ ref('int_input_pools') }}

),

silent_runs as (

    select * from {{ ref('int_outputless_runs') }}

),

united as (

    select
        pools.pool_id,
        lots.lot_id as node_id,
        'lot' as node_kind,
        lots.from_at,
        lots.until_at,
        lots.closes_at
    from lots
    inner join pools on lots.place_key = pools.place_key
    where
        lots.closes_at is not null
        and coalesce(lots.closes_at >= pools.from_at, true)
        and coalesce(lots.from_at <= pools.closes_at, true)
    union all
    select
        places.pool_id,
        lots.lot_id as node_id,
        'lot' as node_kind,
        lots.from_at,
        cast(null as timestamp) as until_at,
        cast(null as timestamp) as closes_at
    from lots
    inner join places on lots.place_key = places.place_key
    where lots.closes_at is null
    union all
    select
        places.pool_id,
        silent_runs.run_id as node_id,
        'run' as node_kind,
        silent_runs.from_at,
        cast(null as timestamp) as until_at,
        cast(null as timestamp) as closes_at
    from silent_runs
    inner join {{ ref('int_item_alternates') }} as alternates
        on silent_runs.item_code = alternates.candidate_item_code
    inner join places on alternates.item_code = places.item_code

),

used as (

    select pool_id from united
    group by pool_id

)

select * from united
union all
select
    pools.pool_id,
    places.pool_id as node_id,
    'pool' as node_kind,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at
from pools
inner join places on pools.place_key = places.place_key
inner join used on places.pool_id = used.pool_id
