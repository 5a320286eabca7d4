-- Grain: one row per return of a lot that was never shipped so (LK-23): its delivery shipped the
-- item under other lots alone (delivery_code), or, where the delivery is unknown, nobody ever
-- shipped the lot (null). A serial unit and the lot it is a member of are one here.
with

returns as (

    select * from {{ ref('customer_returns') }}
    where not is_unknown_lot

),

shipped as (

    select
        lot_id,
        item_code,
        delivery_code
    from {{ ref('shipments') }}
    where not is_unknown_lot
    group by lot_id, item_code, delivery_code

),

members as (

    select
        serial_lot_id as lot_id,
        lot_id as related_id
    from {{ ref('serial_memberships') }}
    union
    select
        lot_id,
        serial_lot_id as related_id
    from {{ ref('serial_memberships') }}

),

shipped_as as (

    select
        lot_id,
        delivery_code
    from shipped
    union
    select
        members.related_id as lot_id,
        shipped.delivery_code
    from shipped
    inner join members on shipped.lot_id = members.lot_id

),

shipped_lots as (

    select lot_id from shipped_as
    group by lot_id

),

deliveries as (

    select
        delivery_code,
        item_code
    from shipped
    group by delivery_code, item_code

),

shipped_items as (

    select item_code from shipped
    group by item_code

)

select
    returns.fact_id,
    deliveries.delivery_code
from returns
inner join shipped_items on returns.item_code = shipped_items.item_code
left join deliveries
    on
        returns.delivery_code = deliveries.delivery_code
        and returns.item_code = deliveries.item_code
left join shipped_as
    on
        returns.lot_id = shipped_as.lot_id
        and returns.delivery_code = shipped_as.delivery_code
left join shipped_lots on returns.lot_id = shipped_lots.lot_id
where
    (deliveries.delivery_code is not null and shipped_as.lot_id is null)
    or (deliveries.delivery_code is null and shipped_lots.lot_id is null)
