-- Grain: one row per subject of a finding whose records name one shift. What it is compared with
-- does not count.
with

united as (

    select * from {{ ref('int_united_records') }}

),

shifts as (

    select
        contract,
        source_file,
        source_row,
        shift_code
    from {{ ref('stg_mes__consumptions') }}
    where shift_code is not null
    union
    select
        contract,
        source_file,
        source_row,
        shift_code
    from {{ ref('stg_mes__outputs') }}
    where shift_code is not null

)

select
    united.rule_id,
    united.subject_kind,
    united.subject_key,
    min(shifts.shift_code) as shift_code
from united
inner join shifts
    on
        united.contract = shifts.contract
        and united.source_file = shifts.source_file
        and united.source_row = shifts.source_row
where coalesce(united.note, '') not like 'compared with%'
group by united.rule_id, united.subject_kind, united.subject_key
having min(shifts.shift_code) = max(shifts.shift_code)
