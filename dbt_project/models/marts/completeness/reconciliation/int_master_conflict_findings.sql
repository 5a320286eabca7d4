-- Grain: one row per item, or component of a work order, of which two systems say different things
-- (XS-09).
with

records as (

    select * from {{ ref('int_master_conflict_records') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(item_code) as item_code,
        min(work_order_code) as work_order_code,
        min(what) as what,
        min(said) as least,
        max(said) as most,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        *,
        'S2' as severity,
        'Item ' || item_code || ': its ' || what || ' is ' || least || ' in one system and ' || most
        || ' in another.' as message,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        cast(null as string) as source_system,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        cast(null as string) as occurred_at
    from told

)

select {{ finding_columns() }}
from findings
