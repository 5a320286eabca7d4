-- Grain: one row per rule, kind of subject, need and contract that meets the need.
with

staged as (

    select
        rule_id,
        subject_kind,
        need_no,
        contract,
        words
    from {{ source('landing', 'rule_needs') }}

)

select * from staged
