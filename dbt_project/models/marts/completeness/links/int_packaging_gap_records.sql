-- Grain: one row per plan line, and use without lot, of packaging, labels or processing aids whose
-- lot no record of their order names (LK-11).
with

gaps as (

    select * from {{ ref('int_packaging_gaps') }}

),

planned as (

    select
        components.work_order_code,
        needs.group_key,
        components.item_code,
        components.required_qty as booked_qty,
        components.uom as booked_uom,
        cast(null as string) as site_code,
        cast(null as string) as occurred_at_text,
        components.contract,
        components.source_system,
        components.source_file,
        components.source_row,
        'compared with: planned' as note
    from {{ ref('stg_erp__work_order_components') }} as components
    inner join {{ ref('int_order_needs') }} as needs
        on
            components.work_order_code = needs.work_order_code
            and components.item_code = needs.item_code

),

used as (

    select
        uses.work_order_code,
        needs.group_key,
        uses.item_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.site_code,
        uses.occurred_at_text,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        'used without lot' as note
    from {{ ref('consumptions') }} as uses
    inner join {{ ref('int_order_needs') }} as needs
        on uses.work_order_code = needs.work_order_code and uses.item_code = needs.item_code
    where uses.is_unknown_lot and not uses.is_returned

),

united as (

    select * from planned
    union all
    select * from used

),

records as (

    select
        'LK-11' as rule_id,
        'component' as subject_kind,
        united.work_order_code || chr(31) || united.group_key as subject_key,
        united.contract,
        united.source_system,
        united.source_file,
        united.source_row,
        case when not gaps.is_silent then united.note else 'planned' end as note,
        'S1' as severity,
        'Work order ' || united.work_order_code || ' made something, and no record names a lot of'
        || ' its packaging or processing aid ' || gaps.item_code as words,
        gaps.item_code,
        united.work_order_code,
        united.site_code,
        united.booked_qty,
        united.booked_uom,
        united.occurred_at_text,
        {{ untold(['lot_id', 'delivery_code', 'receipt_code', 'partner_code']) }}
    from united
    inner join gaps
        on
            united.work_order_code = gaps.work_order_code
            and united.group_key = gaps.group_key

)

select {{ told_columns() }}
from records
