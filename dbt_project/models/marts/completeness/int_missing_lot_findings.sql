-- Grain: one row per unknown lot and kind of fact that lacks it (LK-01, LK-08, LK-15, ID-01).
with

missing_lots as (

    select * from {{ ref('int_missing_lots') }}

),

severities as (

    select * from {{ ref('int_item_severities') }}

),

told as (

    select
        subject_kind,
        subject_key,
        {{ only('delivery_code') }} as delivery_code,
        {{ only('receipt_code') }} as receipt_code,
        {{ only('partner_code') }} as partner_code,
        {{ only('site_code') }} as site_code,
        {{ only('source_system') }} as source_system,
        {{ total_qty('booked_qty', 'booked_uom') }} as qty,
        {{ only('booked_uom') }} as uom,
        min(occurred_at_text) as occurred_at
    from {{ ref('int_missing_lot_records') }}
    group by subject_kind, subject_key

),

findings as (

    select
        missing_lots.rule_id,
        told.subject_kind,
        told.subject_key,
        severities.severity,
        missing_lots.message,
        missing_lots.item_code,
        missing_lots.lot_id,
        cast(null as string) as lot_code,
        missing_lots.work_order_code,
        told.delivery_code,
        told.receipt_code,
        told.partner_code,
        told.site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        told.source_system,
        told.qty,
        told.uom,
        told.occurred_at,
        missing_lots.record_count
    from missing_lots
    inner join told
        on
            missing_lots.lot_id = told.subject_key
            and missing_lots.fact_type = told.subject_kind
    inner join severities on missing_lots.item_code = severities.item_code

)

select {{ finding_columns() }}
from findings
