-- Grain: one row per fact that two systems tell (a document or order, and item) and system, where
-- that system names one lot for it: the lot and its whole amount.
with

booked as (

    select
        fact_type || chr(31) || coalesce(document_item_key, work_order_code || chr(31) || item_code)
            as fact_key,
        fact_type,
        case when contract = 'wms_movements' then 'wms' else 'mes' end as told_by,
        item_code,
        lot_id,
        is_unknown_lot,
        signed_qty,
        booked_uom
    from {{ ref('int_postings_standing') }}
    where fact_type in ('consumption', 'output', 'receipt', 'shipment')
    union all
    select
        case document_type when 'receipt' then 'receipt' else 'shipment' end || chr(31)
        || document_item_key as fact_key,
        case document_type when 'receipt' then 'receipt' else 'shipment' end as fact_type,
        'erp' as told_by,
        item_code,
        lot_id,
        is_unknown_lot,
        booked_qty as signed_qty,
        booked_uom
    from {{ ref('int_erp_document_lines') }}
    where is_moved

),

sides as (

    select
        fact_key,
        told_by,
        min(fact_type) as fact_type,
        min(item_code) as item_code,
        min(lot_id) as lot_id,
        {{ total_qty('signed_qty', 'booked_uom') }} as qty,
        min(booked_uom) as uom
    from booked
    where fact_key is not null
    group by fact_key, told_by
    having
        {{ is_one('lot_id') }}
        and count(lot_id) = count(*)
        and max(case when is_unknown_lot then 1 else 0 end) = 0

)

select * from sides
where qty > 0
