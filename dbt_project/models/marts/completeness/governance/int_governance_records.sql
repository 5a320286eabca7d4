-- Grain: one row per finding over corrections or vanished rows, and source record behind it.
with

doubtful as (

    select * from {{ ref('int_doubtful_corrections') }}

),

rows_meant as (

    select * from {{ ref('int_correction_rows') }}

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where not is_withdrawn

),

vanished as (

    select * from {{ ref('int_vanished_rows') }}

),

records as (

    select
        doubtful.rule_id,
        doubtful.subject_kind,
        doubtful.subject_key,
        rows_meant.contract,
        rows_meant.source_system,
        rows_meant.source_file,
        rows_meant.source_row,
        'named by correction ' || doubtful.subject_key as note
    from doubtful
    inner join rows_meant on doubtful.correction_no = rows_meant.correction_no
    inner join current_keys
        on
            rows_meant.contract = current_keys.contract
            and rows_meant.source_system = current_keys.source_system
            and rows_meant.row_key = current_keys.row_key
            and rows_meant.load_id = current_keys.load_id
    union all
    select
        'GV-04' as rule_id,
        'load' as subject_kind,
        {{ joined(['source_system', 'contract', 'withdrawn_by', 'item_code']) }} as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'not in load ' || withdrawn_by as note
    from vanished

)

select {{ record_columns() }}
from records
