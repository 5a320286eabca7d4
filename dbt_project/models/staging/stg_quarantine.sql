-- Grain: one row per rejected row of a source file.
with

staged as (

    select
        contract,
        source_system,
        load_id,
        source_file,
        source_row,
        raw_text,
        rule_id,
        reason,
        mentions
    from {{ source('landing', 'quarantine') }}

)

select * from staged
