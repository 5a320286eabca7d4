-- Grain: one row per lot: received and made, on hand by the book, shipped, returned.
-- null = unknown: an amount is missing, or two units of the lot have no path between them.
with

flows as (

    select * from {{ ref('int_lot_flows') }}

),

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

items as (

    select * from {{ ref('items') }}

),

listed as (

    select * from {{ ref('int_listed_shipments') }}

),

quantities as (

    select
        lots.lot_id,
        coalesce(case when flows.uom_count = 1 then flows.flow_uom end, items.base_uom) as uom,
        case
            when flows.uom_count = 1 and flows.has_unknown_origin = 0 then flows.origin_qty
        end as total_qty,
        case when flows.uom_count = 1 and flows.has_unknown = 0 then flows.book_qty end
            as on_hand_qty,
        case
            when listed.lot_id is not null then null
            when flows.lot_id is null then 0
            when flows.uom_count = 1 and flows.has_unknown_shipment = 0 then flows.shipped_qty
        end as shipped_qty,
        case
            when flows.lot_id is null then 0
            when flows.uom_count = 1 and flows.has_unknown_return = 0 then flows.returned_qty
        end as returned_qty
    from lots
    left join flows on lots.lot_id = flows.lot_id
    left join items on lots.item_code = items.item_code
    left join listed on lots.lot_id = listed.lot_id

)

select
    lot_id,
    uom,
    cast(total_qty as decimal(18, 6)) as total_qty,
    cast(on_hand_qty as decimal(18, 6)) as on_hand_qty,
    cast(shipped_qty as decimal(18, 6)) as shipped_qty,
    cast(returned_qty as decimal(18, 6)) as returned_qty
from quantities
