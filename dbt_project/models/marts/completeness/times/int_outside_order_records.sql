-- Grain: one row per consumption or output outside the time of its order (TM-09).
with

outside as (

    select * from {{ ref('int_outside_order_facts') }}

),

records as (

    select
        'TM-09' as rule_id,
        'work_order' as subject_kind,
        work_order_code as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        done || ' on ' || occurred_at_text as note,
        'S2' as severity,
        'Work order ' || work_order_code || ' used or made something outside its own time'
        || coalesce(', which began on ' || started_text, '')
        || coalesce(', which ended on ' || closed_text, '') as words,
        item_code,
        lot_id,
        work_order_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from outside

)

select {{ told_columns() }}
from records
