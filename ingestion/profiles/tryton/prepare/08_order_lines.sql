-- What a move may come from: a line of a purchase or a sale, or a rental.
create or replace table order_lines as
with

purchases as (

    select
        id,
        unique_code(coalesce(given(number), 'purchase.purchase,' || id), id) as order_code,
        record_id(party) as party_id
    from records('purchase_purchase')

),

sales as (

    select
        id,
        unique_code(coalesce(given(number), 'sale.sale,' || id), id) as order_code,
        coalesce(record_id(shipment_party), record_id(party)) as party_id
    from records('sale_sale')

)

select
    'purchase.line,' || line.id as origin,
    purchases.order_code as purchase_order_code,
    null as sales_order_code,
    purchases.party_id
from records('purchase_line') as line
inner join purchases on record_id(line.purchase) = purchases.id

union all

select
    'sale.line,' || line.id as origin,
    null as purchase_order_code,
    sales.order_code as sales_order_code,
    sales.party_id
from records('sale_line') as line
inner join sales on record_id(line.sale) = sales.id

union all

select
    'sale.rental,' || id as origin,
    null as purchase_order_code,
    coalesce(given(number), 'sale.rental,' || id) as sales_order_code,
    record_id(party) as party_id
from records('sale_rental');
