-- Grain: one row per open ERP delivery row and lot.
-- It is planned, so it makes no edge and moves no stock. What was shipped in part is still open.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where document_type = 'delivery' and document_status = 'open'

),

planned as (

    select
        document_code,
        item_code,
        lot_id,
        cast(sum(booked_qty) as decimal(18, 6)) as planned_qty
    from lines
    group by document_code, item_code, lot_id

),

shipments as (

    select
        document_code,
        item_code,
        lot_id,
        cast(sum(booked_qty) as decimal(18, 6)) as shipped_qty,
        max(case when booked_qty is null then 1 else 0 end) as has_unknown,
        min(booked_uom) as booked_uom
    from {{ ref('shipments') }}
    where contract = 'wms_movements' and not is_unknown_lot
    group by document_code, item_code, lot_id

),

still_open as (

    select lines.*
    from lines
    inner join planned
        on
            lines.document_code = planned.document_code
            and lines.item_code = planned.item_code
            and lines.lot_id = planned.lot_id
    left join shipments
        on
            lines.document_code = shipments.document_code
            and lines.item_code = shipments.item_code
            and lines.lot_id = shipments.lot_id
    where
        shipments.lot_id is null
        or shipments.has_unknown = 1
        or lines.booked_qty is null
        or shipments.booked_uom is null
        or shipments.booked_uom <> lines.booked_uom
        or shipments.shipped_qty < planned.planned_qty

)

select
    ---------- ids
    fact_id,
    lot_id,
    is_unknown_lot,
    document_type,
    document_code,
    document_code as delivery_code,
    line_no,

    ---------- what
    partner_code as customer_code,
    place_partner_code as ship_to_code,
    carrier_name,
    document_status as delivery_status,
    site_code,
    item_code,
    qty,
    uom,
    booked_qty,
    booked_uom,
    case when has_base_unit then booked_qty end as base_qty,
    case when has_base_unit then booked_uom end as base_uom,

    ---------- when
    occurred_at,
    occurred_at_text,
    time_basis,

    ---------- record
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('occurred_at') }} as event_month
from still_open
