-- Grain: one row per shipped lot and record. A shipment that names a lot alone is listed for its
-- serial units too, where they may have been meant; one without customer for each of its delivery.
with

facts as (

    select * from {{ ref('int_shipment_facts') }}
    union all
    select * from {{ ref('int_member_shipments') }}
    union all
    select * from {{ ref('int_partner_shipments') }}

)

select
    ---------- ids
    fact_id,
    lot_id,
    is_unknown_lot,
    document_type,
    document_code,
    case when document_code <> fact_id then document_code end as delivery_code,
    line_no,

    ---------- what
    partner_code as customer_code,
    place_partner_code as ship_to_code,
    carrier_name,
    'shipped' as delivery_status,
    site_code,
    item_code,
    qty,
    uom,
    cast(booked_qty as decimal(18, 6)) as booked_qty,
    booked_uom,
    cast(case when has_base_unit then booked_qty end as decimal(18, 6)) as base_qty,
    case when has_base_unit then booked_uom end as base_uom,
    is_listed_only,
    evidence,

    ---------- when
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,

    ---------- record
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('occurred_at') }} as event_month
from facts
