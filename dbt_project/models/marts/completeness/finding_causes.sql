-- Grain: one row per cause: the findings of one rule, severity and item, which one person would
-- mend in one go.
with

findings as (

    select * from {{ ref('findings') }}

),

rules as (

    select * from {{ ref('stg_finding_rules') }}

),

causes as (

    select
        cause_id,
        rule_id,
        subject_kind,
        severity,
        min(item_code) as item_code,
        {{ only('site_code') }} as site_code,
        {{ only('source_system') }} as source_system,
        cast(count(*) as bigint) as finding_count,
        cast(sum(record_count) as bigint) as record_count,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
    from findings
    group by cause_id, rule_id, subject_kind, severity

)

select
    causes.cause_id,
    causes.rule_id,
    causes.subject_kind,
    causes.severity,
    rules.before_item || coalesce('item ' || causes.item_code, 'several items')
    || rules.after_item as cause,
    rules.remedy,
    replace(
        replace(
            replace(rules.clear, '{item}', coalesce(causes.item_code, '(each item)')),
            '{site}',
            coalesce(causes.site_code, '(each site)')
        ),
        '{source}',
        coalesce(causes.source_system, '(each source)')
    ) as clear,
    causes.item_code,
    causes.site_code,
    causes.source_system,
    causes.finding_count,
    causes.record_count,
    causes.first_at,
    causes.last_at
from causes
inner join rules
    on
        causes.rule_id = rules.rule_id
        and causes.subject_kind = rules.subject_kind
        and causes.severity = rules.severity
