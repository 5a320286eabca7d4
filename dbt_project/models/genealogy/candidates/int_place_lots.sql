-- Grain: one row per item and site with input gaps and lot that may have been there: of the item or
-- an alternate, seen at the site, or on the way; all of them where the item never arrives.
with

places as (

    select * from {{ ref('int_input_places') }}

),

alternates as (

    select * from {{ ref('int_item_alternates') }}

),

lives as (

    select * from {{ ref('int_lot_lives') }}

),

whereabouts as (

    select * from {{ ref('int_lot_whereabouts') }}

),

supplied as (

    select
        item_code,
        site_code
    from {{ ref('stock_movements') }}
    where
        flow_kind in (
            'receipt', 'output', 'transfer_in', 'split_to', 'merge_to', 'relabel_to',
            'customer_return'
        )
    group by item_code, site_code

)

select
    places.place_key,
    places.item_code as place_item_code,
    lives.*  -- noqa: AM04
from places
inner join alternates on places.item_code = alternates.item_code
inner join lives on alternates.candidate_item_code = lives.item_code
left join whereabouts as seen
    on lives.lot_id = seen.lot_id and places.site_code = seen.site_code
left join whereabouts as moving
    on lives.lot_id = moving.lot_id and moving.site_code is null
left join supplied
    on lives.item_code = supplied.item_code and places.site_code = supplied.site_code
where
    places.site_code is null
    or seen.lot_id is not null
    or moving.lot_id is not null
    or supplied.item_code is null
