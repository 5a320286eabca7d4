-- Grain: one row per document and item that the ERP names (whatever its status), with what its
-- lines agree on. has_shipped: whether one of them is a receipt or shipment that happened.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}

),

items as (

    select
        document_item_key,
        document_type,
        document_code,
        item_code,
        max(case when is_moved then 1 else 0 end) as has_shipped,
        count(
            distinct coalesce(partner_code, '') || chr(31) || coalesce(place_partner_code, '')
        ) as partner_count,
        min(partner_code) as partner_code,
        min(place_partner_code) as place_partner_code,
        min(carrier_name) as carrier_name,
        case when count(distinct line_no) = 1 then min(line_no) end as line_no,
        case when count(distinct supplier_lot_code) = 1 then min(supplier_lot_code) end
            as supplier_lot_code,
        case when count(distinct supplier_lot_code) = 1 then min(supplier_lot_key) end
            as supplier_lot_key
    from lines
    group by document_item_key, document_type, document_code, item_code

)

select * from items
