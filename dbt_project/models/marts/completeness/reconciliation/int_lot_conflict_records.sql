-- Grain: one row per lot and subject on which two systems contradict each other, and record that
-- says something about it (XS-07, XS-10, XS-11).
with

conflicts as (

    select * from {{ ref('int_lot_conflicts') }}

),

statements as (

    select * from {{ ref('int_lot_statements') }}
    where subject <> 'status'

),

statuses as (

    select * from {{ ref('int_statuses_in_force') }}

),

told as (

    select
        lot_id,
        subject,
        said,
        contract,
        source_system,
        source_file,
        source_row
    from statements
    union all
    select
        lot_id,
        subject,
        said,
        contract,
        source_system,
        source_file,
        source_row
    from statuses

),

records as (

    select
        conflicts.rule_id,
        'lot' as subject_kind,
        {{ joined(['conflicts.subject', 'conflicts.lot_id']) }} as subject_key,
        told.contract,
        told.source_system,
        told.source_file,
        told.source_row,
        'says ' || told.said as note,
        conflicts.lot_id,
        conflicts.words
    from conflicts
    inner join told on conflicts.lot_id = told.lot_id and conflicts.subject = told.subject

)

select
    {{ record_columns() }},
    lot_id,
    words
from records
