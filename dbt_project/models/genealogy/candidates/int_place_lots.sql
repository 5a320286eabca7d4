-- Grain: one row per item and site with input gaps and lot that may have been there: of the item or
-- an alternate, seen at the site, or on the way; all of them where the item never arrives, or came
-- in from another site without its lot. A life is open too where an order may have given back
-- unseen at least as much as a gap lacks.
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

remainders as (

    select * from {{ ref('int_hidden_remainders') }}

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
    having
        max(
            case
                when flow_kind = 'transfer_in' and (lot_id is null or is_unknown_lot) then 1
                else 0
            end
        ) = 0

)

select
    places.place_key,
    places.item_code as place_item_code,
    lives.lot_id,
    lives.item_code,
    lives.is_unknown,
    lives.origin,
    lives.from_at,
    case
        when remainders.lot_id is null or remainders.surplus_qty < places.least_qty
            then lives.until_at
    end as until_at,
    case
        when remainders.lot_id is null or remainders.surplus_qty < places.least_qty
            then lives.closes_at
    end as closes_at
from places
inner join alternates on places.item_code = alternates.item_code
inner join lives on alternates.candidate_item_code = lives.item_code
left join whereabouts as seen
    on lives.lot_id = seen.lot_id and places.site_code = seen.site_code
left join whereabouts as moving
    on lives.lot_id = moving.lot_id and moving.site_code is null
left join remainders on lives.lot_id = remainders.lot_id
left join supplied
    on lives.item_code = supplied.item_code and places.site_code = supplied.site_code
where
    places.site_code is null
    or seen.lot_id is not null
    or moving.lot_id is not null
    or supplied.item_code is null
