-- Grain: one row per load of a contract that does not go on where the loads before it ended (FI-01,
-- FI-06, FI-07, FI-14).
with

breaks as (

    select * from {{ ref('int_missing_contracts') }}
    union all
    select * from {{ ref('int_window_breaks') }}
    union all
    select * from {{ ref('int_older_extracts') }}
    union all
    select * from {{ ref('int_odd_volumes') }}

),

findings as (

    select
        rule_id,
        'load' as subject_kind,
        {{ joined(['source_system', 'contract', 'told_of']) }} as subject_key,
        min(severity) as severity,
        min('Load ' || load_id || ' of ' || source_system || ': ' || words) as message,
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
        cast(0 as bigint) as record_count
    from breaks
    group by rule_id, source_system, contract, told_of

)

select {{ finding_columns() }}
from findings
