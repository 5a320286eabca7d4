-- Grain: one row per finding of a load at the door, and row of its file that the finding names.
-- has_landed: that row landed. is_standing: it is still in force, so that the finding is as well;
-- of a file as a whole, and of rows that never landed, until the file comes again or a later load
-- says that it holds everything.
with

door_findings as (

    select * from {{ ref('stg_door_findings') }}

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where not is_withdrawn

),

landed as (

    select * from {{ ref('int_door_landed_rows') }}

),

in_force as (

    select
        landed.contract,
        landed.load_id,
        landed.source_file,
        landed.source_row,
        max(case when current_keys.row_key is not null then 1 else 0 end) as is_current
    from landed
    left join current_keys
        on
            landed.contract = current_keys.contract
            and landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id
    group by landed.contract, landed.load_id, landed.source_file, landed.source_row

),

renewed as (

    select
        contract,
        source_system,
        max(load_id) as full_load_id
    from {{ ref('stg_loads') }}
    where mode = 'full' and covers_from is null and covers_to is null
    group by contract, source_system

),

files as (

    select
        *,
        max(load_id) over (partition by source_system, source_file) as last_load_id
    from {{ ref('stg_landed_files') }}

)

select
    door_findings.load_id,
    door_findings.source_system,
    door_findings.finding_no,
    door_findings.rule_id,
    door_findings.severity,
    door_findings.contract,
    door_findings.column_name,
    door_findings.source_file,
    door_findings.source_row,
    door_findings.message,
    in_force.load_id is not null as has_landed,
    case
        when in_force.load_id is not null then in_force.is_current = 1
        else
            coalesce(files.last_load_id <= door_findings.load_id, true)
            and coalesce(renewed.full_load_id <= door_findings.load_id, true)
    end as is_standing
from door_findings
left join in_force
    on
        door_findings.contract = in_force.contract
        and door_findings.load_id = in_force.load_id
        and door_findings.source_file = in_force.source_file
        and door_findings.source_row = in_force.source_row
left join renewed
    on
        door_findings.contract = renewed.contract
        and door_findings.source_system = renewed.source_system
left join files
    on
        door_findings.load_id = files.load_id and door_findings.source_file = files.source_file
