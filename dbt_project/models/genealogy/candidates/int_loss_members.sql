-- Grain: one row per loss and pool of runs that may have taken what is missing: of the lot's item
-- or an alternate, in the time of the loss, at its site. At a site that never uses the item: at
-- any.
with

losses as (

    select * from {{ ref('int_stock_losses') }}

),

alternates as (

    select * from {{ ref('int_item_alternates') }}

),

pools as (

    select * from {{ ref('int_loss_pools') }}

),

used_at as (

    select
        item_code,
        site_code
    from pools
    where site_code is not null
    group by item_code, site_code

)

select
    pools.pool_id,
    losses.*  -- noqa: AM04
from losses
inner join alternates on losses.item_code = alternates.item_code
inner join pools on alternates.candidate_item_code = pools.item_code
left join used_at
    on pools.item_code = used_at.item_code and losses.site_code = used_at.site_code
where
    (pools.site_code is null or used_at.item_code is null or losses.site_code = pools.site_code)
    and coalesce(losses.closes_at >= pools.from_at, true)
    and coalesce(losses.from_at <= pools.closes_at, true)
