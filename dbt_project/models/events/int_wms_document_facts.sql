-- Grain: one row per WMS receipt or shipment that is the record of its document and item.
-- A WMS that names no lot of the item leaves the record to the ERP line where there is one.
with

lines as (

    select
        *,
        max(case when is_unknown_lot or unit_evidence = 'possible' then 0 else 1 end)
            over (partition by document_item_key) as names_lots
    from {{ ref('int_postings_standing') }}
    where fact_type = 'receipt' or (fact_type = 'shipment' and coalesce(signed_qty, 0) >= 0)

),

erp_items as (

    select * from {{ ref('int_document_items_erp') }}

),

erp_documents as (

    select * from {{ ref('int_documents_erp') }}

),

erp_lots as (

    select * from {{ ref('int_document_lots_erp') }}

),

facts as (

    select
        lines.*,
        coalesce(erp_lots.line_no, erp_items.line_no) as line_no,
        coalesce(
            erp_lots.partner_code,
            lines.partner_code,
            erp_items.partner_code,
            erp_documents.partner_code
        ) as document_partner_code,
        coalesce(
            erp_lots.place_partner_code,
            erp_items.place_partner_code,
            erp_documents.place_partner_code
        ) as place_partner_code,
        coalesce(erp_lots.carrier_name, erp_items.carrier_name, erp_documents.carrier_name)
            as carrier_name,
        coalesce(erp_lots.supplier_lot_code, erp_items.supplier_lot_code) as supplier_lot_code,
        coalesce(erp_lots.supplier_lot_key, erp_items.supplier_lot_key) as supplier_lot_key,
        lines.naming_evidence as evidence
    from lines
    left join erp_items on lines.document_item_key = erp_items.document_item_key
    left join erp_documents
        on
            lines.document_type = erp_documents.document_type
            and lines.document_code = erp_documents.document_code
    left join erp_lots
        on lines.document_item_key = erp_lots.document_item_key and lines.lot_id = erp_lots.lot_id
    where
        lines.names_lots = 1
        or lines.unit_evidence = 'possible'
        or coalesce(erp_items.has_shipped, 0) = 0

)

select
    fact_id,
    document_type,
    document_code,
    line_no,
    document_partner_code as partner_code,
    place_partner_code,
    supplier_lot_code,
    supplier_lot_key,
    carrier_name,
    site_code,
    item_code,
    lot_id,
    is_unknown_lot,
    qty,
    uom,
    signed_qty as booked_qty,
    booked_uom,
    has_base_unit,
    coalesce(unit_evidence = 'possible', false) as is_listed_only,
    evidence,
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from facts
