-- Grain: one row per order and lot that it took in and gave out again (LK-14). Legal, so S3.
with

records as (

    select * from {{ ref('int_self_loop_records') }}

),

lots as (

    select * from {{ ref('lots') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(lot_id) as lot_id,
        {{ only('work_order_code') }} as work_order_code,
        {{ only('site_code') }} as site_code,
        {{ only('source_system') }} as source_system,
        min(occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        told.rule_id,
        told.subject_kind,
        told.subject_key,
        'S3' as severity,
        'Work order ' || coalesce(told.work_order_code, '(none)') || ' took lot '
        || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || lots.item_code
        || ' in and gave it out under the same number ('
        || cast(told.record_count as string) || ' records).' as message,
        lots.item_code,
        told.lot_id,
        lots.lot_code,
        told.work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        told.site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        told.source_system,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        told.occurred_at,
        told.record_count
    from told
    inner join lots on told.lot_id = lots.lot_id

)

select {{ finding_columns() }}
from findings
