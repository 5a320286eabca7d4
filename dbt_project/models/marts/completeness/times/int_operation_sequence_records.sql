-- Grain: one row per operation that began before an earlier one of its order (TM-17), and the one
-- that it overtook, to compare with.
with

broken as (

    select * from {{ ref('int_overtaken_operations') }}

),

told as (

    select
        work_order_code,
        operation_no,
        before_operation_no,
        contract,
        source_system,
        source_file,
        source_row,
        site_code,
        started_at_text,
        'operation ' || operation_no || ' began on ' || started_at_text as note
    from broken
    union all
    select
        work_order_code,
        operation_no,
        before_operation_no,
        contract,
        source_system,
        before_file as source_file,
        before_row as source_row,
        site_code,
        before_text as started_at_text,
        'compared with: operation ' || before_operation_no || ' began on ' || before_text as note
    from broken

),

records as (

    select
        'TM-17' as rule_id,
        'operation' as subject_kind,
        source_system || chr(31) || work_order_code || chr(31) || operation_no as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        note,
        'S2' as severity,
        'Operation ' || operation_no || ' of work order ' || work_order_code
        || ' began before operation ' || before_operation_no as words,
        work_order_code,
        site_code,
        started_at_text as occurred_at_text,
        {{ untold([
            'item_code', 'lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'booked_qty',
            'booked_uom',
        ]) }}
    from told

)

select
    {{ told_columns() }}
from records
