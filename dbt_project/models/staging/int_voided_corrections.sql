-- Grain: one row per correction in force that has no effect in this build, because another one
-- voids every row that it means.
{{ config(materialized='view') }}
with

states as (

    select * from {{ ref('int_correction_states') }}
    where state = 'in_force' and revert_of is null

),

rows_now as (

    select
        told.*,
        states.action
    from {{ ref('int_correction_rows') }} as told
    inner join states on told.correction_no = states.correction_no
    inner join {{ ref('int_current_keys') }} as current_keys
        on
            told.contract = current_keys.contract
            and told.source_system = current_keys.source_system
            and told.row_key = current_keys.row_key
            and told.load_id = current_keys.load_id
    where told.has_old

),

voids as (

    select
        contract,
        source_system,
        row_key,
        row_hash
    from rows_now
    where action = 'void_row'
    group by contract, source_system, row_key, row_hash

)

select rows_now.correction_no
from rows_now
left join voids
    on
        rows_now.contract = voids.contract
        and rows_now.source_system = voids.source_system
        and rows_now.row_key = voids.row_key
        and rows_now.row_hash = voids.row_hash
where rows_now.action <> 'void_row'
group by rows_now.correction_no
having count(voids.row_hash) = count(*)
