-- Grain: one row per record by which stores and shop floor tell of the use of an item whose amounts
-- drift apart by rounding (QT-11).
with

drifts as (

    select * from {{ ref('int_rounding_drifts') }}

),

postings as (

    select * from {{ ref('int_postings_standing') }}
    where fact_type = 'consumption' and work_order_code is not null

),

records as (

    select
        'QT-11' as rule_id,
        'item' as subject_kind,
        drifts.item_code as subject_key,
        postings.contract,
        postings.source_system,
        postings.source_file,
        postings.source_row,
        'work order ' || postings.work_order_code as note,
        'S2' as severity,
        'In ' || cast(drifts.order_count as string) || ' work orders the stores issued slightly '
        || case when drifts.drift_qty > 0 then 'more' else 'less' end || ' of item '
        || drifts.item_code || ' than the shop floor recorded; it adds up to '
        || {{ plain_number('abs(drifts.drift_qty)') }} || ' ' || drifts.uom as words,
        drifts.item_code,
        postings.lot_id,
        postings.work_order_code,
        postings.site_code,
        postings.booked_qty,
        postings.booked_uom,
        postings.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from drifts
    inner join postings
        on
            drifts.item_code = postings.item_code
            and drifts.uom = coalesce(postings.booked_uom, '')

)

select {{ told_columns() }}
from records
