-- Grain: one row per finding at the door that still stands, and landed row it names.
with

told as (

    select * from {{ ref('int_door_rows') }}
    where is_standing and has_landed

),

records as (

    select
        rule_id,
        'file' as subject_kind,
        {{ joined(['source_system', 'contract', 'column_name', 'severity']) }} as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        column_name as note
    from told

)

select {{ record_columns() }}
from records
