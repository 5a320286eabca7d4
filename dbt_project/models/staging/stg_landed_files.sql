-- Grain: one row per load and file of it, or sheet of a workbook.
with

staged as (

    select
        load_id,
        source_system,
        contract,
        source_file,
        row_count
    from {{ source('landing', 'landed_files') }}

)

select * from staged
