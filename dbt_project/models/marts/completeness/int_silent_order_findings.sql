-- Grain: one row per order that lacks its inputs (LK-02) or, closed, its outputs (LK-03), and per
-- run without order (LK-19). The item is what the order makes, else what its records agree on.
with

subjects as (

    select
        rule_id,
        work_order_code as subject_key,
        work_order_code,
        item_code,
        message
    from {{ ref('int_silent_orders') }}
    union all
    select
        rule_id,
        node_id as subject_key,
        work_order_code,
        cast(null as string) as item_code,
        message
    from {{ ref('int_orderless_facts') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        {{ only('item_code') }} as item_code,
        {{ only('site_code') }} as site_code,
        {{ only('source_system') }} as source_system,
        case
            when min(item_code) = max(item_code) then {{ total_qty('booked_qty', 'booked_uom') }}
        end as qty,
        case when min(item_code) = max(item_code) then {{ only('booked_uom') }} end as uom,
        min(occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from {{ ref('int_silent_order_records') }}
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        told.rule_id,
        told.subject_kind,
        told.subject_key,
        'S1' as severity,
        subjects.message,
        coalesce(subjects.item_code, told.item_code) as item_code,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
        subjects.work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        told.site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        told.source_system,
        told.qty,
        told.uom,
        told.occurred_at,
        told.record_count
    from told
    inner join subjects
        on told.rule_id = subjects.rule_id and told.subject_key = subjects.subject_key

)

select {{ finding_columns() }}
from findings
