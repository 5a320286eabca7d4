-- Grain: one row per shipment that names a lot alone and serial unit of it that may have been
-- meant, listed without an amount, in the columns of int_shipment_facts.
with

facts as (

    select * from {{ ref('int_shipment_facts') }}

),

members as (

    select * from {{ ref('int_loose_members') }}

)

select
    facts.fact_id || chr(31) || members.serial_lot_id as fact_id,
    facts.document_type,
    facts.document_code,
    facts.line_no,
    facts.partner_code,
    facts.place_partner_code,
    facts.supplier_lot_code,
    facts.supplier_lot_key,
    facts.carrier_name,
    facts.site_code,
    facts.item_code,
    members.serial_lot_id as lot_id,
    false as is_unknown_lot,
    cast(null as decimal(18, 6)) as qty,
    facts.uom,
    cast(null as decimal(18, 6)) as booked_qty,
    facts.booked_uom,
    facts.has_base_unit,
    true as is_listed_only,
    'possible' as evidence,
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
inner join members on facts.lot_id = members.lot_id
