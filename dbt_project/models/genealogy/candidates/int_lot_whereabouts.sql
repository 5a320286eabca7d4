-- Grain: one row per lot and site that a record saw it at; site null = it may be anywhere, because
-- it moved between sites or no record names a site.
with

seen as (

    select
        lot_id,
        site_code
    from {{ ref('lot_events') }}
    union
    select
        lot_id,
        site_code
    from {{ ref('stock_movements') }}
    where lot_id is not null

),

moved as (

    select lot_id from {{ ref('stock_movements') }}
    where is_transfer and lot_id is not null
    group by lot_id

),

lives as (

    select * from {{ ref('int_lot_lives') }}

),

placed as (

    select lot_id from seen
    where site_code is not null
    group by lot_id

)

select
    lot_id,
    site_code
from seen
where site_code is not null
union all
select
    lives.lot_id,
    cast(null as string) as site_code
from lives
left join moved on lives.lot_id = moved.lot_id
left join placed on lives.lot_id = placed.lot_id
where moved.lot_id is not null or placed.lot_id is null
