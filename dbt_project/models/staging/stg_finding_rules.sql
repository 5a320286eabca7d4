-- Grain: one row per rule, kind of subject and severity of a finding, with the words of its causes.
with

staged as (

    select
        rule_id,
        subject_kind,
        severity,
        before_item,
        after_item,
        remedy,
        clear
    from {{ source('landing', 'finding_rules') }}

)

select * from staged
