-- Grain: one row per item master that says otherwise than another whether the item is tracked by
-- lot or serial: of two systems, or a later version that no longer is (ID-18).
with

flags as (

    select * from {{ ref('int_item_flags') }}

),

judged as (

    select
        item_code,
        cast(count(distinct source_system) as bigint) as system_count,
        max(case when is_latest and is_tracked then 1 else 0 end) as has_tracked,
        max(case when is_latest and not is_tracked then 1 else 0 end) as has_untracked,
        max(case when is_switched_off then 1 else 0 end) as has_switch
    from flags
    group by item_code

),

switched as (

    select
        *,
        has_tracked = 1 and has_untracked = 1 as is_disputed
    from judged
    where (has_tracked = 1 and has_untracked = 1) or has_switch = 1

),

records as (

    select
        'ID-18' as rule_id,
        'item' as subject_kind,
        flags.item_code as subject_key,
        flags.contract,
        flags.source_system,
        flags.source_file,
        flags.source_row,
        case when flags.is_tracked then 'tracked' else 'not tracked' end as note,
        'S1' as severity,
        'Item ' || flags.item_code || case
            when switched.is_disputed then ' is tracked by lot in one system and not in another'
            else ' was tracked by lot, and a later master says that it is not'
        end as words,
        flags.item_code,
        {{ untold([
            'lot_id', 'work_order_code', 'delivery_code', 'receipt_code', 'partner_code',
            'site_code', 'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from flags
    inner join switched on flags.item_code = switched.item_code

)

select {{ told_columns() }}
from records
