-- Grain: one row per item of which two systems say different things (unit, shelf life, GTIN), or
-- work order whose bill of materials two systems write differently, and record that says so
-- (XS-09).
with

told as (

    select * from {{ ref('int_master_statements') }}

),

by_system as (

    select
        subject_kind,
        subject_key,
        source_system,
        min(said) as least,
        max(said) as most
    from told
    group by subject_kind, subject_key, source_system

),

differing as (

    select
        subject_kind,
        subject_key
    from by_system
    group by subject_kind, subject_key
    having
        count(*) > 1
        and (count(distinct least) > 1 or count(distinct most) > 1)

),

records as (

    select
        'XS-09' as rule_id,
        told.subject_kind,
        told.subject_key,
        told.contract,
        told.source_system,
        told.source_file,
        told.source_row,
        'says ' || told.said as note,
        told.item_code,
        told.work_order_code,
        told.what,
        told.said
    from told
    inner join differing
        on told.subject_kind = differing.subject_kind and told.subject_key = differing.subject_key

)

select
    {{ record_columns() }},
    item_code,
    work_order_code,
    what,
    said
from records
