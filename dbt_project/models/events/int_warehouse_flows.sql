-- Grain: one row per WMS movement that changes the stock of a site and is no other fact.
-- A transfer out leaves its site for the way between sites, a transfer in comes from there.
with

movements as (

    select * from {{ ref('int_postings_standing') }}
    where
        fact_type = 'movement'
        and coalesce(unit_evidence, 'confirmed') = 'confirmed'
        and posting_kind in (
            'adjustment', 'scrap', 'sample', 'supplier_return', 'transfer_out', 'transfer_in'
        )

),

flows as (

    select
        *,
        case when posting_kind in ('adjustment', 'transfer_in') then signed_qty else -signed_qty end
            as flow_qty
    from movements

)

select
    fact_id,
    posting_kind as flow_kind,
    lot_id,
    is_unknown_lot,
    site_code,
    item_code,
    flow_qty,
    booked_uom as flow_uom,
    posting_kind in ('transfer_out', 'transfer_in') as is_transfer,
    work_order_code,
    occurred_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from flows
