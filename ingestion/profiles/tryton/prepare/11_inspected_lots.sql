-- What a quality inspection speaks of: Tryton points it at a shipment or a production, so at every
-- lot that moved there and, where its control names one product, at the lots of that product.
create or replace table inspected_lots as
with

inspections as (

    select
        inspection.id as inspection,
        reference(inspection.origin) as origin,
        record_id(control.product) as product_id
    from records('quality_inspection') as inspection
    left join records('quality_control') as control on record_id(inspection.control) = control.id

),

moved as (

    select
        shipment as origin,
        product_id,
        item_code,
        lot_uid,
        lot_code,
        work_order_code,
        receipt_code
    from moves
    where state = 'done' and shipment is not null

    union

    select
        'production,' || output_id as origin,
        product_id,
        item_code,
        lot_uid,
        lot_code,
        work_order_code,
        receipt_code
    from moves
    where state = 'done' and output_id is not null

)

select
    inspections.inspection,
    inspections.origin,
    moved.item_code,
    moved.lot_uid,
    moved.lot_code,
    moved.work_order_code,
    moved.receipt_code
from inspections
inner join moved
    on
        inspections.origin = moved.origin
        and coalesce(inspections.product_id, moved.product_id) = moved.product_id;
