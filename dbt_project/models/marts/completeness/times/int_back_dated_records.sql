-- Grain: one row per consumption or output that was entered after a lot of its order had left
-- without it (TM-14), and per shipment of that lot, to compare with.
with

back_dated as (

    select * from {{ ref('int_back_dated_entries') }}

),

subjects as (

    select
        work_order_code,
        contract,
        source_system,
        source_file,
        source_row,
        item_code,
        site_code,
        told_text,
        delivery_code,
        shipped_text,
        'of ' || told_text || ', entered on ' || recorded_at_text as note
    from back_dated
    union all
    select
        work_order_code,
        shipment_contract as contract,
        shipment_system as source_system,
        shipment_file as source_file,
        shipment_row as source_row,
        cast(null as string) as item_code,
        cast(null as string) as site_code,
        shipped_text as told_text,
        delivery_code,
        shipped_text,
        'compared with: shipped on ' || shipped_text as note
    from back_dated
    group by
        work_order_code, shipment_contract, shipment_system, shipment_file, shipment_row,
        shipped_text, delivery_code

),

records as (

    select
        'TM-14' as rule_id,
        'work_order' as subject_kind,
        work_order_code as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        note,
        'S2' as severity,
        'Records of work order ' || work_order_code || ' were entered after a lot of it was shipped'
        || coalesce(' on ' || shipped_text, '') || ', under a time before that' as words,
        item_code,
        work_order_code,
        delivery_code,
        site_code,
        told_text as occurred_at_text,
        {{ untold(['lot_id', 'receipt_code', 'partner_code', 'booked_qty', 'booked_uom']) }}
    from subjects

)

select
    {{ told_columns() }}
from records
