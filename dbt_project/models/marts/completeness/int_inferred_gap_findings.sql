-- Grain: one row per gap that no empty lot cell tells: a shortage (LK-05), backflushed lots
-- (QT-09), a lot without origin (ID-09), one of which more left than came (QT-01, QT-02), stock
-- found missing (QT-12).
with

gaps as (

    select * from {{ ref('int_inferred_gaps') }}

),

records as (

    select * from {{ ref('int_order_gap_records') }}
    union all
    select * from {{ ref('int_lot_gap_records') }}

),

lots as (

    select * from {{ ref('lots') }}

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

told as (

    select
        rule_id,
        subject_key,
        {{ only('site_code') }} as site_code,
        {{ only('source_system') }} as source_system,
        min(occurred_at_text) as occurred_at
    from records
    where coalesce(note, '') not like 'compared with%'
    group by rule_id, subject_key

),

findings as (

    select
        gaps.rule_id,
        gaps.subject_kind,
        gaps.subject_key,
        case
            when
                gaps.rule_id = 'LK-05' and work_orders.order_status in ('released', 'in_progress')
                then 'S2'
            when gaps.rule_id in ('LK-05', 'ID-09', 'QT-01', 'QT-02') then 'S1'
            else 'S2'
        end as severity,
        gaps.message,
        gaps.item_code,
        gaps.lot_id,
        lots.lot_code,
        gaps.work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        told.site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        told.source_system,
        cast(gaps.qty as decimal(18, 6)) as qty,
        gaps.uom,
        told.occurred_at,
        gaps.record_count
    from gaps
    inner join told on gaps.rule_id = told.rule_id and gaps.subject_key = told.subject_key
    left join lots on gaps.lot_id = lots.lot_id
    left join work_orders on gaps.work_order_code = work_orders.work_order_code

)

select {{ finding_columns() }}
from findings
