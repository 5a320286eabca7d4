-- Grain: one row per shipped lot and record, as the systems tell it.
with

facts as (

    select * from {{ ref('int_wms_document_facts') }}
    union all
    select * from {{ ref('int_erp_document_facts') }}

)

select
    fact_id,
    document_type,
    document_code,
    line_no,
    partner_code,
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
    booked_qty,
    booked_uom,
    has_base_unit,
    is_listed_only,
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
where document_type = 'delivery'
