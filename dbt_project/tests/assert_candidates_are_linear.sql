-- Fails if the edges of gaps are more than gaps and candidates: a candidate is tied to a pool and
-- never to a gap, and one whose life is not closed to one pool of its item and site, not to each.
with

allowed as (

    -- each gap: its edge, its pool's edge from the open pool, the only stock, the unknown lot's run
    select 4 * count(*) as edge_count from {{ ref('int_input_gaps') }}
    union all
    -- each candidate: once at each item and site with gaps; a closed life in each pool it meets
    select count(*) as edge_count
    from {{ ref('int_place_lots') }}
    where closes_at is null
    union all
    select count(*) as edge_count
    from {{ ref('int_place_lots') }} as lots
    inner join {{ ref('int_input_pools') }} as pools on lots.place_key = pools.place_key
    where
        lots.closes_at is not null
        and coalesce(lots.closes_at >= pools.from_at, true)
        and coalesce(lots.from_at <= pools.closes_at, true)
    union all
    select count(*) as edge_count
    from {{ ref('int_outputless_runs') }} as runs
    inner join {{ ref('int_item_alternates') }} as alternates
        on runs.item_code = alternates.candidate_item_code
    inner join {{ ref('int_input_places') }} as places on alternates.item_code = places.item_code
    union all
    select count(*) as edge_count from {{ ref('int_origin_sources') }}
    union all
    select count(*) as edge_count from {{ ref('int_unexplained_lots') }}
    union all
    select count(*) as edge_count from {{ ref('int_lotless_outputs') }}
    union all
    select count(*) as edge_count
    from {{ ref('consumptions') }} as consumptions
    inner join {{ ref('int_lotless_outputs') }} as outputs
        on
            consumptions.work_order_code = outputs.work_order_code
            and consumptions.item_code = outputs.item_code
    union all
    select count(*) as edge_count from {{ ref('int_any_lot_outputs') }}
    union all
    -- each lot once, where an output may be any lot of its item
    select count(*) as edge_count from {{ ref('int_lot_lives') }}
    union all
    select count(*) as edge_count from {{ ref('int_loss_members') }}
    union all
    select count(*) as edge_count from {{ ref('int_item_uses') }}

),

counted as (

    select
        cast(sum(edge_count) as bigint) as allowed_count,
        (select count(*) from {{ ref('pool_links') }}) as edge_count
    from allowed

)

select * from counted
where edge_count > allowed_count
