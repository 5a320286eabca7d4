-- Grain: one row per standing WMS movement that brings goods back from a customer.
-- A negative shipment is a return; a negative return is a shipment and is not listed here.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where fact_type in ('customer_return', 'shipment')

),

returns as (

    select
        *,
        case when fact_type = 'shipment' then -signed_qty else signed_qty end as returned_qty
    from postings
    where fact_type = 'customer_return' or signed_qty < 0

)

select
    fact_id,
    lot_id,
    is_unknown_lot,
    document_type,
    document_code,
    delivery_code,
    partner_code,
    site_code,
    item_code,
    qty,
    uom,
    returned_qty,
    booked_uom,
    has_base_unit,
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from returns
