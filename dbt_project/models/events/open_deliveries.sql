-- Grain: one row per open ERP delivery row and lot.
-- It is planned, so it makes no edge and moves no stock.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where document_type = 'delivery' and document_status = 'open'

),

shipments as (

    select
        document_code,
        item_code,
        lot_id
    from {{ ref('shipments') }}
    where contract = 'wms_movements' and not is_unknown_lot
    group by document_code, item_code, lot_id

),

still_open as (

    select lines.*
    from lines
    left join shipments
        on
            lines.document_code = shipments.document_code
            and lines.item_code = shipments.item_code
            and lines.lot_id = shipments.lot_id
    where shipments.lot_id is null

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
