-- Grain: one row per record of a fact whose amount is missing, zero or negative (QT-08).
with

odd as (

    select * from {{ ref('int_odd_amounts') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

records as (

    select
        'QT-08' as rule_id,
        'fact' as subject_kind,
        odd.contract || chr(31) || odd.source_system || chr(31) || odd.source_file || chr(31)
        || cast(odd.source_row as string) as subject_key,
        odd.contract,
        odd.source_system,
        odd.source_file,
        odd.source_row,
        cast(null as string) as note,
        'S2' as severity,
        'A row of ' || odd.contract || ' about item ' || odd.item_code || ' has ' || odd.oddity
            as words,
        odd.item_code,
        lot_references.lot_id,
        odd.work_order_code,
        odd.delivery_code,
        odd.receipt_code,
        odd.partner_code,
        odd.site_code,
        odd.qty as booked_qty,
        odd.uom as booked_uom,
        odd.occurred_at_text
    from odd
    left join lot_references on odd.lot_ref = lot_references.lot_ref

)

select {{ told_columns() }}
from records
