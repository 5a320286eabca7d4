-- Grain: one row per item, source and load whose item master said whether the item is tracked by
-- lot or serial, superseded versions too. is_switched_off: an earlier version of its source said
-- that it is, this one does not.
with

landed as (

    select * from {{ coded('erp_items', ['item']) }} as masters
    where is_lot_managed is not null or is_serial_managed is not null

),

flags as (

    select
        item_code,
        source_system,
        load_id,
        'erp_items' as contract,
        min(source_file) as source_file,
        min(source_row) as source_row,
        max(case when is_lot_managed or is_serial_managed then 1 else 0 end) as tracked
    from landed
    group by item_code, source_system, load_id

),

compared as (

    select
        *,
        max(tracked) over (
            partition by item_code, source_system
            order by load_id asc nulls last
            rows between unbounded preceding and current row
        ) as tracked_before,
        row_number() over (
            partition by item_code, source_system order by load_id desc nulls last
        ) as version_no
    from flags

)

select
    item_code,
    source_system,
    load_id,
    contract,
    source_file,
    source_row,
    tracked = 1 as is_tracked,
    version_no = 1 as is_latest,
    tracked = 0 and tracked_before = 1 as is_switched_off
from compared
