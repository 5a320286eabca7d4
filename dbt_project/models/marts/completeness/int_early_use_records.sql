-- Grain: one row per use or shipment that came too early, and per first record of its lot: the two
-- that cannot both be right.
with

uses as (

    select * from {{ ref('int_early_uses') }}

),

births as (

    select * from {{ ref('int_first_births') }}

),

compared_with as (

    select
        uses.rule_id,
        uses.subject_kind,
        uses.subject_key,
        births.contract,
        births.source_system,
        births.source_file,
        births.source_row,
        'compared with: ' || births.arrival_kind
        || coalesce(' on ' || births.occurred_at_text, '') as note
    from uses
    inner join births on uses.lot_id = births.lot_id
    group by
        uses.rule_id,
        uses.subject_kind,
        uses.subject_key,
        births.fact_id,
        births.arrival_kind,
        births.occurred_at_text,
        births.contract,
        births.source_system,
        births.source_file,
        births.source_row

),

subjects as (

    select
        rule_id,
        subject_kind,
        subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'on ' || occurred_at_text as note
    from uses

)

select {{ record_columns() }} from subjects
union all
select {{ record_columns() }} from compared_with
