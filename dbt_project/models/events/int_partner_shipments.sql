-- Grain: one row per WMS shipment of a lot whose customer nobody names, and further customer of its
-- delivery and item at the ERP: listed without an amount, in the columns of int_shipment_facts. The
-- first customer stands on the row with the amount.
with

facts as (

    select
        *,
        {{ joined(['document_type', 'document_code', 'item_code']) }} as document_item_key
    from {{ ref('int_wms_document_facts') }}
    where document_type = 'delivery' and not is_unknown_lot

),

lines as (

    select
        document_item_key,
        partner_code,
        place_partner_code
    from {{ ref('int_erp_document_lines') }}
    where document_type = 'delivery' and is_moved
    group by document_item_key, partner_code, place_partner_code

),

erp_lots as (

    select * from {{ ref('int_document_lots_erp') }}

),

told as (

    select fact_id from {{ ref('int_postings_standing') }}
    where partner_code is not null

),

others as (

    select
        facts.fact_id as of_fact_id,
        lines.partner_code,
        lines.place_partner_code
    from facts
    inner join lines on facts.document_item_key = lines.document_item_key
    left join erp_lots
        on
            facts.document_item_key = erp_lots.document_item_key
            and facts.lot_id = erp_lots.lot_id
    left join told on facts.fact_id = told.fact_id
    where
        erp_lots.lot_id is null
        and told.fact_id is null
        and (
            coalesce(lines.partner_code, '') <> coalesce(facts.partner_code, '')
            or coalesce(lines.place_partner_code, '') <> coalesce(facts.place_partner_code, '')
        )

)

select
    facts.fact_id || chr(31) || coalesce(others.partner_code, '')
    || chr(31) || coalesce(others.place_partner_code, '') as fact_id,
    facts.document_type,
    facts.document_code,
    cast(null as string) as line_no,
    others.partner_code,
    others.place_partner_code,
    facts.supplier_lot_code,
    facts.supplier_lot_key,
    facts.carrier_name,
    facts.site_code,
    facts.item_code,
    facts.lot_id,
    false as is_unknown_lot,
    cast(null as decimal(18, 6)) as qty,
    facts.uom,
    cast(null as decimal(18, 6)) as booked_qty,
    facts.booked_uom,
    facts.has_base_unit,
    true as is_listed_only,
    'probable' as evidence,
    facts.occurred_at,
    facts.occurred_from_at,
    facts.occurred_until_at,
    facts.occurred_at_text,
    facts.time_basis,
    facts.source_system,
    facts.contract,
    facts.source_file,
    facts.source_row
from facts
inner join others on facts.fact_id = others.of_fact_id
