-- Grain: one row per output that ended before the first input of its order began (TM-03).
with

early as (

    select * from {{ ref('int_early_outputs') }}

),

records as (

    select
        'TM-03' as rule_id,
        'work_order' as subject_kind,
        work_order_code as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'made on ' || occurred_at_text as note,
        'S1' as severity,
        'Work order ' || work_order_code || ' gave out before it took anything in; its first input '
        || 'is on ' || first_input_text as words,
        item_code,
        lot_id,
        work_order_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from early

)

select {{ told_columns() }}
from records
