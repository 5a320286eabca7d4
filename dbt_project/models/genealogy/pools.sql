-- Grain: one row per pool: a node where gaps with the same candidates meet.
with

candidates as (

    select node_id from {{ ref('int_candidates') }}
    where node_kind = 'pool'
    group by node_id

),

places as (

    select places.*
    from {{ ref('int_input_places') }} as places
    inner join candidates on places.pool_id = candidates.node_id

),

origin_pools as (

    {% for table in ['int_origin_pools', 'int_any_lot_outputs'] %}
    select
        pool_id,
        item_code
    from {{ ref(table) }}
    {% if not loop.last %}union{% endif %}
    {% endfor %}

),

members as (

    select pool_id from {{ ref('int_loss_members') }}
    group by pool_id

),

loss_pools as (

    select loss_pools.*
    from {{ ref('int_loss_pools') }} as loss_pools
    inner join members on loss_pools.pool_id = members.pool_id

),

pools as (

    select
        pool_id,
        'inputs' as pool_kind,
        item_code,
        site_code,
        from_at,
        until_at
    from {{ ref('int_input_pools') }}
    union all
    select
        pool_id,
        'inputs' as pool_kind,
        item_code,
        site_code,
        cast(null as timestamp) as from_at,
        cast(null as timestamp) as until_at
    from places
    union all
    select
        pool_id,
        'origins' as pool_kind,
        item_code,
        cast(null as string) as site_code,
        cast(null as timestamp) as from_at,
        cast(null as timestamp) as until_at
    from origin_pools
    union all
    select
        pool_id,
        'loss' as pool_kind,
        item_code,
        site_code,
        from_at,
        until_at
    from loss_pools

)

select
    pool_id,
    pool_kind,
    item_code,
    site_code,
    cast(null as string) as place_code,
    from_at,
    until_at
from pools
