-- Grain: one row per use or shipment of a lot while another one that expires earlier lay there, by
-- the lot that was passed over (TM-18).
with

passed_over as (

    select * from {{ ref('int_passed_over_lots') }}

),

records as (

    select
        'TM-18' as rule_id,
        'lot' as subject_kind,
        later_lot_id || chr(31) || site_code as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'on ' || occurred_at_text as note,
        'S3' as severity,
        'Lot ' || coalesce(later_lot_code, later_lot_id) || ' of item ' || item_code
        || ' expires first and lay at site ' || site_code || ' while lots that expire later left it'
            as words,
        item_code,
        later_lot_id as lot_id,
        work_order_code,
        delivery_code,
        cast(null as string) as receipt_code,
        partner_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text
    from passed_over

)

select {{ told_columns() }}
from records
