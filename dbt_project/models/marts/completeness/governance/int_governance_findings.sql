-- Grain: one row per correction that was not applied and reason, and per full load, contract and
-- item of which it lacks posted facts.
with

records as (

    select
        rule_id,
        subject_kind,
        subject_key,
        cast(count(*) as bigint) as record_count
    from {{ ref('int_governance_records') }}
    group by rule_id, subject_kind, subject_key

),

doubtful as (

    select * from {{ ref('int_doubtful_corrections') }}

),

vanished as (

    select
        {{ joined(['source_system', 'contract', 'withdrawn_by', 'item_code']) }} as subject_key,
        source_system,
        contract,
        withdrawn_by,
        item_code,
        cast(count(*) as bigint) as row_count
    from {{ ref('int_vanished_rows') }}
    group by source_system, contract, withdrawn_by, item_code

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        message,
        item_code,
        source_system
    from doubtful
    union all
    select
        'GV-04' as rule_id,
        'load' as subject_kind,
        subject_key,
        'Load ' || withdrawn_by || ' of ' || source_system
        || ', which says that it holds everything, lacks '
        || cast(row_count as string) || case when row_count = 1 then ' row of ' else ' rows of ' end
        || contract || coalesce(' about item ' || item_code, '') || ' that were there before.'
            as message,
        item_code,
        source_system
    from vanished

),

findings as (

    select
        told.rule_id,
        told.subject_kind,
        told.subject_key,
        'S1' as severity,
        told.message,
        told.item_code,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
        cast(null as string) as work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        told.source_system,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        cast(null as string) as occurred_at,
        coalesce(records.record_count, 0) as record_count
    from told
    left join records
        on
            told.rule_id = records.rule_id
            and told.subject_kind = records.subject_kind
            and told.subject_key = records.subject_key

)

select {{ finding_columns() }}
from findings
