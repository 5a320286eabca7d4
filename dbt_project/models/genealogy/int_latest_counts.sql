-- Grain: one row per counted amount of the latest count of a site, location and lot.
with

counts as (

    select * from {{ ref('counts') }}
    where lot_id is not null

),

ranked as (

    select
        *,
        rank() over (
            partition by site_code, location, lot_id
            order by occurred_at desc nulls last
        ) as count_no
    from counts

)

select
    lot_id,
    site_code,
    location,
    item_code,
    lot_code,
    stock_status,
    qty,
    uom,
    booked_qty,
    booked_uom,
    occurred_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row,
    event_month,
    count_no
from ranked
where count_no = 1
