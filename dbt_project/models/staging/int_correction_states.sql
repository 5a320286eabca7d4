-- Grain: one row per approved correction: what becomes of it in this build.
-- Once a load after it was proposed says another value, it is suspended for good, or settled where
-- the source says the new value now. other_load_id: that load.
with

told as (

    select
        correction_no,
        load_id,
        max(case when has_old then 1 else 0 end) as says_old,
        max(case when has_new then 1 else 0 end) as says_new
    from {{ ref('int_correction_rows') }}
    group by correction_no, load_id

),

loads as (

    select
        told.correction_no,
        max(case when told.says_old = 1 then current_keys.load_id end) as old_load_id,
        max(case when told.says_new = 1 then current_keys.load_id end) as new_load_id,
        max(
            case
                when told.says_old = 0 and told.load_id > corrections.seen_load_id then told.load_id
            end
        ) as other_load_id
    from told
    inner join {{ ref('stg_corrections') }} as corrections
        on told.correction_no = corrections.correction_no
    left join {{ ref('int_current_keys') }} as current_keys
        on
            not current_keys.is_withdrawn
            and corrections.contract = current_keys.contract
            and corrections.source_system = current_keys.source_system
            and corrections.row_key = current_keys.row_key
            and told.load_id = current_keys.load_id
    group by told.correction_no

),

reverts as (

    select
        revert_of as correction_no,
        min(correction_no) as reverted_by
    from {{ ref('stg_corrections') }}
    where is_sound and revert_of is not null
    group by revert_of

),

judged as (

    select
        corrections.*,
        reverts.reverted_by,
        loads.other_load_id,
        case
            when not corrections.is_sound then 'refused'
            when corrections.revert_of is not null then 'in_force'
            when reverts.reverted_by is not null then 'reverted'
            when loads.old_load_id is not null and loads.other_load_id is null then 'in_force'
            when loads.new_load_id is not null then 'settled'
            else 'suspended'
        end as own_state
    from {{ ref('stg_corrections') }} as corrections
    left join reverts on corrections.correction_no = reverts.correction_no
    left join loads on corrections.correction_no = loads.correction_no

)

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
    revert_of,
    reverted_by,
    other_load_id,
    case
        when
            own_state = 'in_force'
            and row_number() over (
                partition by
                    contract, source_system, row_key, column_name, old_value, old_uid, own_state,
                    revert_of
                order by correction_no desc nulls last
            ) > 1
            then 'replaced'
        else own_state
    end as state
from judged
