-- Grain: one row per order, item and lot that a backflush booked although other lots were scanned
-- (XS-05).
with

records as (

    select * from {{ ref('int_guessed_lot_records') }}

),

lots as (

    select * from {{ ref('lots') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(work_order_code) as work_order_code,
        min(item_code) as item_code,
        min(lot_id) as lot_id,
        {{ only('site_code') }} as site_code,
        {{ only('source_system') }} as source_system,
        {{ total_qty('qty', 'uom') }} as qty,
        {{ only('uom') }} as uom,
        min(occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from records
    where note is null
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        told.*,
        'S1' as severity,
        'Order ' || told.work_order_code || ' booked lot ' || coalesce(lots.lot_code, told.lot_id)
        || ' of item ' || told.item_code || ' by backflush, and other lots of it were scanned.'
            as message,
        lots.lot_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code
    from told
    left join lots on told.lot_id = lots.lot_id

)

select {{ finding_columns() }}
from findings
