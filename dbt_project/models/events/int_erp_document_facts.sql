-- Grain: one row per ERP receipt or shipped line that WMS lots do not replace.
-- Where the WMS names lots, an ERP line stays for what it alone tells: a lot, one of several
-- partners, a second supplier lot. It is listed with an unknown amount.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where is_moved

),

wms_items as (

    select * from {{ ref('int_document_items_wms') }}
    where names_lots = 1

),

wms_lots as (

    select
        document_item_key,
        lot_id
    from {{ ref('int_postings_standing') }}
    where fact_type = 'receipt' or (fact_type = 'shipment' and coalesce(signed_qty, 0) >= 0)
    group by document_item_key, lot_id

),

news as (

    select * from {{ ref('int_erp_only_news') }}

),

compared as (

    select
        lines.*,
        wms_items.document_code is not null as is_replaced,
        not lines.is_unknown_lot and wms_lots.lot_id is null as is_alone,
        news.fact_id is not null as is_news
    from lines
    left join wms_items on lines.document_item_key = wms_items.document_item_key
    left join wms_lots
        on
            lines.document_item_key = wms_lots.document_item_key
            and lines.lot_id = wms_lots.lot_id
    left join news on lines.fact_id = news.fact_id

),

facts as (

    select
        *,
        case when is_replaced then null else booked_qty end as listed_qty,
        case
            when lot_split_count > 1 then 'possible'
            when is_replaced or is_normalised then 'probable'
            else 'confirmed'
        end as evidence
    from compared
    where not is_replaced or is_alone or is_news

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
    listed_qty as booked_qty,
    booked_uom,
    has_base_unit,
    is_replaced as is_listed_only,
    evidence,
    occurred_at,
    occurred_at as occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from facts
