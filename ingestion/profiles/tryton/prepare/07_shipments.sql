-- Shipments of all kinds. A drop shipment is a receipt and a delivery at once, and its numbers run
-- beside those of both: its code always has its reference behind the number.
create or replace macro shipments_of(model_name, name) as table ( -- noqa: disable=LT02
    select
        model_name as model,
        id,
        number,
        effective_date,
        supplier,
        customer,
        warehouse,
        delivery_address,
        carrier
    from records(name)
); -- noqa: enable=all

create or replace table shipments as
with

merged as (

    select * from shipments_of('stock.shipment.in', 'stock_shipment_in')
    union all
    select * from shipments_of('stock.shipment.in.return', 'stock_shipment_in_return')
    union all
    select * from shipments_of('stock.shipment.out', 'stock_shipment_out')
    union all
    select * from shipments_of('stock.shipment.out.return', 'stock_shipment_out_return')
    union all
    select * from shipments_of('stock.shipment.drop', 'stock_shipment_drop')
    union all
    select * from shipments_of('stock.shipment.internal', 'stock_shipment_internal')

),

coded as (

    select
        *,
        model || ',' || id as shipment,
        unique_code(coalesce(given(number), shipment), id, among := model) as code,
        case
            when model = 'stock.shipment.drop' then concat_ws('#', given(number), shipment)
        end as drop_code
    from merged

)

select
    coded.shipment,
    coded.model,
    case when coded.model = 'stock.shipment.in' then coded.code else coded.drop_code end
        as receipt_code,
    case when coded.model = 'stock.shipment.out' then coded.code else coded.drop_code end
        as delivery_code,
    day_of(coded.effective_date) as effective_date,
    places.site_code,
    record_id(coded.supplier) as supplier_id,
    record_id(coded.customer) as customer_id,
    record_id(addresses.party) as ship_to_id,
    carrier_parties.party_name as carrier_name
from coded
left join places on record_id(coded.warehouse) = places.location_id
left join records('party_address') as addresses
    on record_id(coded.delivery_address) = addresses.id
left join records('carrier') as carriers on record_id(coded.carrier) = carriers.id
left join parties as carrier_parties on record_id(carriers.party) = carrier_parties.party_id;
