-- Grain: one row per machine and order or made lot, by rows that name the machine themselves. Ends
-- are told to the second, the next one.
with

work as (

    select * from {{ ref('machine_work') }}

)

select
    equipment_code,
    work_order_code,
    lot_id,
    {{ iso_instant('begun_at') }} as begun_at,
    {{ iso_instant(shift_seconds('ended_at', 1)) }} as ended_at,
    record_count
from work
