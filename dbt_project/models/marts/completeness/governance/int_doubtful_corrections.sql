-- Grain: one row per correction and reason for which it was not applied (GV-01 to GV-03).
with

corrections as (

    select
        *,
        'Correction ' || cast(correction_no as string) as subject
    from {{ ref('corrections') }}

),

soundness as (

    select * from {{ ref('stg_corrections') }}

),

doubts as (

    select
        corrections.correction_no,
        'GV-01' as rule_id,
        'correction' as subject_kind,
        corrections.subject || ' has no '
        || case when not soundness.has_two_names then 'second person' else 'reason' end
        || ' behind it; it was not applied.' as message
    from corrections
    inner join soundness on corrections.correction_no = soundness.correction_no
    where not (soundness.has_reason and soundness.has_two_names)
    union all
    select
        corrections.correction_no,
        'GV-02' as rule_id,
        'correction' as subject_kind,
        corrections.subject || ' was approved by ' || trim(soundness.approved_by)
        || ', who had proposed it; it was not applied.' as message
    from corrections
    inner join soundness on corrections.correction_no = soundness.correction_no
    where soundness.is_own_approval
    union all
    select
        corrections.correction_no,
        'GV-03' as rule_id,
        'correction' as subject_kind,
        corrections.subject
        || ' no longer says what was signed when it was approved; it was not applied.' as message
    from corrections
    inner join soundness on corrections.correction_no = soundness.correction_no
    where not soundness.is_unaltered
    union all
    select
        correction_no,
        'GV-03' as rule_id,
        'record' as subject_kind,
        subject || ' is suspended: '
        || case
            when other_load_id is not null
                then
                    'load ' || other_load_id || ' of ' || source_system
                    || ' says another value in ' || contract
            when row_count = 0
                then source_system || ' has withdrawn the row of ' || contract
            else 'the lot it names is no longer there'
        end || '.' as message
    from corrections
    where state = 'suspended'

)

select
    doubts.rule_id,
    doubts.subject_kind,
    cast(doubts.correction_no as string) as subject_key,
    doubts.message,
    corrections.item_code,
    corrections.source_system,
    corrections.contract,
    corrections.row_count,
    corrections.correction_no
from doubts
inner join corrections on doubts.correction_no = corrections.correction_no
