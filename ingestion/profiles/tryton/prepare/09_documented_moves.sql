-- One row per row of stock_move, with what its document, its order and its places say.
create or replace table documented_moves as
with

read as (

    select
        record_id(id) as move_id,
        case state when 'cancel' then 'cancelled' else state end as state,
        record_id(product) as product_id,
        record_id(lot) as lot_uid,
        given(quantity) as qty,
        coalesce(record_id(unit), record_id(uom)) as unit_id,
        record_id(from_location) as from_id,
        record_id(to_location) as to_id,
        reference(shipment) as shipment,
        reference(origin) as origin,
        record_id(production_input) as input_id,
        record_id(production_output) as output_id,
        day_of(effective_date) as effective_date,
        source_file,
        source_row
    from stock_move

)

select
    read.*,
    shipment.model,
    shipment.receipt_code,
    shipment.delivery_code,
    shipment.carrier_name,
    shipment.site_code as shipment_site,
    shipment.ship_to_id,
    line.purchase_order_code,
    line.sales_order_code,
    coalesce(
        work_order.work_order_code,
        'production,' || coalesce(read.input_id, read.output_id)
    ) as work_order_code,
    work_order.state as order_state,
    work_order.type as order_type,
    work_order.product_id as order_product_id,
    work_order.site_code as order_site,
    from_place.kind as from_kind,
    from_place.site_code as from_site,
    from_place.location_code as from_location,
    to_place.kind as to_kind,
    to_place.site_code as to_site,
    to_place.location_code as to_location,
    coalesce(
        read.effective_date,
        shipment.effective_date,
        case when read.output_id is null then work_order.started_at end,
        work_order.closed_at
    ) as moved_at,
    coalesce(
        case when to_place.kind = 'customer' then shipment.customer_id end,
        shipment.supplier_id,
        shipment.customer_id,
        to_place.consignment_party_id,
        from_place.consignment_party_id,
        line.party_id
    ) as partner_id,
    read.origin like 'stock.inventory%' as is_count
from read
left join shipments as shipment on read.shipment = shipment.shipment
left join order_lines as line on read.origin = line.origin
left join orders as work_order
    on coalesce(read.input_id, read.output_id) = work_order.production_id
left join places as from_place on read.from_id = from_place.location_id
left join places as to_place on read.to_id = to_place.location_id;
