-- Grain: one row per rule and kind of subject, and whether what it needs was delivered.
with

rules as (

    select distinct
        rule_id,
        subject_kind
    from {{ ref('stg_finding_rules') }}

),

needs as (

    select * from {{ ref('stg_rule_needs') }}

),

delivered as (

    select distinct contract
    from {{ ref('stg_loads') }}
    where row_count > 0
    union all
    select contract from {{ ref('int_filled_columns') }}

),

met as (

    select
        needs.rule_id,
        needs.subject_kind,
        needs.words,
        max(case when delivered.contract is not null then 1 else 0 end) as is_met
    from needs
    left join delivered on needs.contract = delivered.contract
    group by needs.rule_id, needs.subject_kind, needs.need_no, needs.words

),

judged as (

    select
        rule_id,
        subject_kind,
        min(is_met) = 1 as is_assessable,
        min(case when is_met = 0 then words end) as missing
    from met
    group by rule_id, subject_kind

)

select
    rules.rule_id,
    rules.subject_kind,
    coalesce(judged.is_assessable, true) as is_assessable,
    coalesce(
        case
            when
                judged.missing like '%.%'
                then 'No row that was ever landed fills ' || judged.missing || '.'
            else 'No rows of ' || judged.missing || ' were ever landed.'
        end,
        ''
    ) as why
from rules
left join judged
    on rules.rule_id = judged.rule_id and rules.subject_kind = judged.subject_kind
