-- Grain: one row per correction that was approved when the build began.
-- is_sound: a person other than the proposer approved it with the words it has now, and there is a
-- reason. What is not sound is never applied.
with

corrections as (

    select * from {{ source('landing', 'corrections') }}

),

staged as (

    select
        correction_no,
        action,
        contract,
        source_system,
        row_key,
        column_name,
        old_value,
        old_uid,
        new_value,
        new_uid,
        new_key,
        new_offset,
        new_precision,
        reason_code,
        reason,
        proposed_by,
        proposed_at,
        approved_by,
        approved_at,
        revert_of,
        seen_load_id,
        coalesce(is_unaltered, false) as is_unaltered,
        coalesce(trim(reason) <> '' and trim(reason_code) <> '', false) as has_reason,
        coalesce(trim(proposed_by) <> '' and trim(approved_by) <> '', false) as has_two_names,
        coalesce(lower(trim(proposed_by)) = lower(trim(approved_by)), false) as is_own_approval
    from corrections

)

select
    *,
    is_unaltered and has_reason and has_two_names and not is_own_approval as is_sound
from staged
