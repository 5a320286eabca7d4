-- Grain: one row per lot and record of a delivery: shipped, or open and planned.
with

lots as (

    select * from {{ ref('lots') }}

),

deliveries as (

    select
        lot_id,
        delivery_code,
        line_no,
        customer_code,
        ship_to_code,
        item_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        carrier_name,
        delivery_status,
        evidence,
        contract,
        source_file,
        source_row
    from {{ ref('shipments') }}
    union all
    select
        lot_id,
        delivery_code,
        line_no,
        customer_code,
        ship_to_code,
        item_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        carrier_name,
        delivery_status,
        'confirmed' as evidence,
        contract,
        source_file,
        source_row
    from {{ ref('open_deliveries') }}

)

select
    deliveries.lot_id,
    deliveries.delivery_code,
    deliveries.line_no,
    deliveries.customer_code,
    deliveries.ship_to_code,
    deliveries.item_code,
    lots.lot_code,
    deliveries.booked_qty as qty,
    deliveries.booked_uom as uom,
    deliveries.occurred_at_text as shipped_at,
    deliveries.carrier_name,
    deliveries.delivery_status,
    deliveries.evidence,
    deliveries.contract,
    deliveries.source_file,
    deliveries.source_row
from deliveries
left join lots on deliveries.lot_id = lots.lot_id
