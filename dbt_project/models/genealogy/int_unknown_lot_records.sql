-- Grain: one row per fact without lot and the unknown lot that stands for it.
with

facts as (

    select
        lot_id,
        item_code,
        document_type,
        document_code,
        work_order_code,
        'consumption' as fact_type
    from {{ ref('consumptions') }}
    where is_unknown_lot
    union all
    select
        lot_id,
        item_code,
        document_type,
        document_code,
        work_order_code,
        'output' as fact_type
    from {{ ref('outputs') }}
    where is_unknown_lot
    union all
    select
        lot_id,
        item_code,
        document_type,
        document_code,
        cast(null as string) as work_order_code,
        'receipt' as fact_type
    from {{ ref('receipts') }}
    where is_unknown_lot
    union all
    select
        lot_id,
        item_code,
        document_type,
        document_code,
        cast(null as string) as work_order_code,
        'shipment' as fact_type
    from {{ ref('shipments') }}
    where is_unknown_lot
    union all
    select
        lot_id,
        item_code,
        document_type,
        document_code,
        cast(null as string) as work_order_code,
        'open_delivery' as fact_type
    from {{ ref('open_deliveries') }}
    where is_unknown_lot
    union all
    select
        lot_id,
        item_code,
        document_type,
        document_code,
        cast(null as string) as work_order_code,
        'customer_return' as fact_type
    from {{ ref('customer_returns') }}
    where is_unknown_lot
    union all
    select
        from_lot_id as lot_id,
        from_item_code as item_code,
        'transformation' as document_type,
        fact_id as document_code,
        work_order_code,
        'transformation' as fact_type
    from {{ ref('lot_transformations') }}
    where is_unknown_from_lot
    union all
    select
        to_lot_id as lot_id,
        to_item_code as item_code,
        'transformation' as document_type,
        fact_id as document_code,
        work_order_code,
        'transformation' as fact_type
    from {{ ref('lot_transformations') }}
    where is_unknown_to_lot

)

select
    *,
    case when document_code like '%' || chr(31) || '%' then '(none)' else document_code end
        as document_label
from facts
