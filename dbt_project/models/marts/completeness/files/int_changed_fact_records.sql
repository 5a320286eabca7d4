-- Grain: one row per posted fact that changed between two loads, or id that stands for two facts,
-- and column that says so (FI-05).
with

changed as (

    select * from {{ ref('int_changed_facts') }}

),

records as (

    select
        'FI-05' as rule_id,
        'record' as subject_kind,
        {{ joined(['contract', 'row_key']) }} as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        coalesce(
            column_name || ' was ' || coalesce(said_before, 'unknown') || ', is '
            || coalesce(says, 'unknown'),
            'other rows of the load bear the same id'
        ) as note,
        row_key
    from changed

)

select
    {{ record_columns() }},
    row_key
from records
