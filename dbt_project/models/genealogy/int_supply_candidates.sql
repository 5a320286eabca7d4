-- Grain: one row per received WMS lot and ERP line without lot of the same receipt and item,
-- where the receipt does not say which supplier lot became which lot.
with

received as (

    select * from {{ ref('receipts') }}
    where contract = 'wms_movements' and supplier_lot_code is null and receipt_code is not null

),

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where document_type = 'receipt' and is_unknown_lot and supplier_lot_code is not null

)

select
    received.lot_id,
    coalesce(lines.partner_code, received.supplier_code) as supplier_code,
    lines.supplier_lot_code,
    lines.supplier_lot_key,
    received.receipt_code,
    lines.occurred_at_text,
    lines.source_system,
    lines.contract,
    lines.source_file,
    lines.source_row
from received
inner join lines
    on
        received.receipt_code = lines.document_code
        and received.item_code = lines.item_code
