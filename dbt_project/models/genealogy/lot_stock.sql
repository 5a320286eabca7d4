-- Grain: one row per lot, site, location and stock status with stock, by the book or by a count.
-- A count speaks only where the lot has no movement at the site.
with

books as (

    select * from {{ ref('int_site_books') }}

),

counts as (

    select * from {{ ref('int_latest_counts') }}

),

sites_with_book as (

    select
        lot_id,
        site_code
    from books
    where place_kind = 'site'

),

stock as (

    select
        lot_id,
        site_code,
        case when place_kind = 'way' then 'in transit' end as location,
        book_qty as qty,
        flow_uom as uom,
        cast(null as string) as stock_status,
        'book' as basis
    from books
    where book_qty is null or book_qty <> 0
    union all
    select
        counts.lot_id,
        counts.site_code,
        counts.location,
        counts.booked_qty as qty,
        counts.booked_uom as uom,
        counts.stock_status,
        'counted' as basis
    from counts
    left join sites_with_book
        on
            counts.lot_id = sites_with_book.lot_id
            and counts.site_code = sites_with_book.site_code
    where
        sites_with_book.lot_id is null
        and (counts.booked_qty is null or counts.booked_qty <> 0)

)

select * from stock
