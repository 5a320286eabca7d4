-- Grain: one row per correction in force and content of a landed row whose value it replaces, or
-- which it voids. Copies of a row have one content, and versions of it that say the same.
with

rows_meant as (

    select
        correction_no,
        contract,
        source_system,
        row_key,
        row_hash
    from {{ ref('int_correction_rows') }}
    where has_old
    group by correction_no, contract, source_system, row_key, row_hash

),

in_force as (

    select correction_no from {{ ref('int_correction_states') }}
    where state = 'in_force' and action in ('set_lot', 'set_value', 'void_row')

),

corrections as (

    select * from {{ ref('stg_corrections') }}

)

select
    rows_meant.correction_no,
    corrections.action,
    rows_meant.contract,
    rows_meant.source_system,
    rows_meant.row_key,
    rows_meant.row_hash,
    corrections.column_name,
    corrections.new_value,
    corrections.new_key,
    corrections.new_uid,
    corrections.new_offset,
    corrections.new_precision
from rows_meant
inner join in_force on rows_meant.correction_no = in_force.correction_no
inner join corrections on rows_meant.correction_no = corrections.correction_no
