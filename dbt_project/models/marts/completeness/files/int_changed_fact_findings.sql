-- Grain: one row per posted fact that changed between two loads, or id that stands for two facts
-- (FI-05).
with

records as (

    select * from {{ ref('int_changed_fact_records') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(contract) as contract,
        min(source_system) as source_system,
        min(source_file) as source_file,
        min(source_row) as source_row,
        min(note) as first_note,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        rule_id,
        subject_kind,
        subject_key,
        'S1' as severity,
        'File ' || source_file || ', row ' || cast(source_row as string) || ', ' || contract
        || ': ' || first_note
        || case when record_count > 1 then ', and more changed' else '' end || '.' as message,
        cast(null as string) as item_code,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
        cast(null as string) as work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        source_system,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        cast(null as string) as occurred_at,
        record_count
    from told

)

select {{ finding_columns() }}
from findings
