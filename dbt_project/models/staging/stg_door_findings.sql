-- Grain: one row per finding of a load at the door, and row of its file that the finding names.
-- A finding about a file as a whole has one row without source_row.
with

staged as (

    select
        load_id,
        source_system,
        finding_no,
        rule_id,
        severity,
        contract,
        column_name,
        source_file,
        source_row,
        message
    from {{ source('landing', 'door_findings') }}

)

select * from staged
