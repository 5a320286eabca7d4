-- Fails if amounts of one order and item come from two systems, or of one document and item.
with

facts as (

    select
        'consumption' as fact_type,
        work_order_code as document_code,
        item_code,
        contract
    from {{ ref('consumptions') }}
    where work_order_code is not null and booked_qty is not null
    union all
    select
        'output' as fact_type,
        work_order_code as document_code,
        item_code,
        contract
    from {{ ref('outputs') }}
    where work_order_code is not null and booked_qty is not null
    union all
    select
        'receipt' as fact_type,
        receipt_code as document_code,
        item_code,
        contract
    from {{ ref('receipts') }}
    where receipt_code is not null and booked_qty is not null
    union all
    select
        'shipment' as fact_type,
        delivery_code as document_code,
        item_code,
        contract
    from {{ ref('shipments') }}
    where delivery_code is not null and booked_qty is not null

)

select
    fact_type,
    document_code,
    item_code
from facts
group by fact_type, document_code, item_code
having count(distinct contract) > 1
