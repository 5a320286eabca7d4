-- Grain: one row per order, item and lot that a backflush booked although other lots were scanned,
-- and record behind it (XS-05): the bookings, and the scans they are compared with.
with

uses as (

    select * from {{ ref('int_reconciled_rows') }}
    where flow = 'consumption' and not is_unknown_lot and is_sure

),

scanned as (

    select distinct
        document_code,
        item_code,
        lot_id
    from uses
    where capture_method = 'scan' and qty > 0

),

scanned_items as (

    select distinct
        document_code,
        item_code
    from scanned

),

guessed as (

    select distinct
        uses.document_code,
        uses.item_code,
        uses.lot_id
    from uses
    inner join scanned_items
        on
            uses.document_code = scanned_items.document_code
            and uses.item_code = scanned_items.item_code
    left join scanned
        on
            uses.document_code = scanned.document_code
            and uses.item_code = scanned.item_code
            and uses.lot_id = scanned.lot_id
    where uses.capture_method = 'backflush' and uses.qty > 0 and scanned.lot_id is null

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        'XS-05' as rule_id,
        'consumption' as subject_kind,
        {{ joined(['guessed.document_code', 'guessed.item_code', 'guessed.lot_id']) }}
            as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        case
            when uses.lot_id <> guessed.lot_id
                then 'compared with the scan of lot ' || coalesce(lots.lot_code, uses.lot_id)
        end as note,
        guessed.document_code as work_order_code,
        guessed.item_code,
        guessed.lot_id,
        uses.site_code,
        uses.qty,
        uses.uom,
        uses.occurred_at_text
    from guessed
    inner join uses
        on
            guessed.document_code = uses.document_code
            and guessed.item_code = uses.item_code
            and uses.qty > 0
            and (guessed.lot_id = uses.lot_id or uses.capture_method = 'scan')
    left join lots on uses.lot_id = lots.lot_id

)

select
    {{ record_columns() }},
    work_order_code,
    item_code,
    lot_id,
    site_code,
    qty,
    uom,
    occurred_at_text
from records
