-- Grain: one row per lot, site and time of a count that covered all places where the lot was ever
-- counted there: what was found, and what each book says.
with

places as (

    select
        lot_id,
        site_code,
        count(distinct coalesce(location, '')) as location_count
    from {{ ref('counts') }}
    group by lot_id, site_code

),

counted as (

    select
        counts.lot_id,
        counts.site_code,
        counts.occurred_at,
        min(counts.item_code) as item_code,
        count(distinct coalesce(counts.location, '')) as location_count,
        count(distinct coalesce(counts.booked_uom, '')) as uom_count,
        min(counts.booked_uom) as uom,
        cast(sum(counts.booked_qty) as decimal(18, 6)) as counted_qty
    from {{ ref('counts') }} as counts
    where counts.lot_id is not null and counts.occurred_at is not null
    group by counts.lot_id, counts.site_code, counts.occurred_at

)

select
    counted.lot_id,
    counted.site_code,
    counted.item_code,
    counted.occurred_at,
    counted.uom,
    counted.counted_qty,
    books.record_book_qty,
    books.record_before_qty,
    books.record_least_qty,
    books.warehouse_book_qty,
    books.warehouse_before_qty,
    books.warehouse_least_qty
from counted
inner join places
    on
        counted.lot_id = places.lot_id
        and coalesce(counted.site_code, '') = coalesce(places.site_code, '')
        and counted.location_count = places.location_count
inner join {{ ref('int_counted_books') }} as books
    on
        counted.lot_id = books.lot_id
        and coalesce(counted.site_code, '') = coalesce(books.site_code, '')
        and counted.occurred_at = books.occurred_at
where counted.uom_count = 1
