-- Grain: one row per correction that was approved when the build began, and what became of it.
-- row_count: landed rows in force under its key; the first of them by file and line.
with

corrections as (

    select * from {{ ref('stg_corrections') }}

),

states as (

    select * from {{ ref('int_correction_states') }}

),

joined_lots as (

    select correction_no from {{ ref('int_joined_lots') }}
    group by correction_no

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where not is_withdrawn

),

ranked as (

    select
        told.*,
        row_number() over (
            partition by told.correction_no
            order by
                told.source_file asc nulls last,
                told.source_row asc nulls last,
                told.row_hash asc nulls last
        ) as row_no
    from {{ ref('int_correction_rows') }} as told
    inner join current_keys
        on
            told.contract = current_keys.contract
            and told.source_system = current_keys.source_system
            and told.row_key = current_keys.row_key
            and told.load_id = current_keys.load_id

),

rows_now as (

    select
        correction_no,
        cast(count(*) as bigint) as row_count,
        min(case when row_no = 1 then item_code end) as item_code,
        min(case when row_no = 1 then source_file end) as source_file,
        min(case when row_no = 1 then source_row end) as source_row
    from ranked
    group by correction_no

)

select
    corrections.correction_no,
    corrections.action,
    corrections.contract,
    corrections.source_system,
    corrections.row_key,
    corrections.column_name,
    corrections.old_value,
    corrections.new_value,
    corrections.reason_code,
    corrections.reason,
    corrections.proposed_by,
    corrections.approved_by,
    corrections.revert_of,
    states.reverted_by,
    case
        when idle.correction_no is not null then 'without_effect'
        when
            states.state = 'in_force'
            and corrections.action = 'join_lots'
            and corrections.revert_of is null
            and joined_lots.correction_no is null
            then 'suspended'
        else states.state
    end as state,
    states.other_load_id,
    coalesce(rows_now.row_count, 0) as row_count,
    rows_now.item_code,
    rows_now.source_file,
    rows_now.source_row
from corrections
inner join states on corrections.correction_no = states.correction_no
left join {{ ref('int_idle_corrections') }} as idle
    on corrections.correction_no = idle.correction_no
left join joined_lots on corrections.correction_no = joined_lots.correction_no
left join rows_now on corrections.correction_no = rows_now.correction_no
