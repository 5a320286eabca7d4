-- Grain: one row per lot, site, location and stock status with stock, by the book or by a count.
-- Both are kept where a site has both; is_larger marks the one that a hold list shows: what was
-- counted and what moved since, or what was booked. Where either is unknown, both are marked.
with

books as (

    select * from {{ ref('int_site_books') }}

),

counts as (

    select * from {{ ref('int_latest_counts') }}

),

moved_since as (

    select
        counted.lot_id,
        counted.site_code,
        counted.uom,
        counted.counted_qty + since.after_qty + since.adjusted_qty as stock_qty,
        cast(since.after_qty + since.adjusted_qty as decimal(18, 6)) as since_qty
    from {{ ref('int_counted_stock') }} as counted
    inner join {{ ref('int_flows_since_count') }} as since
        on
            counted.lot_id = since.lot_id
            and coalesce(counted.site_code, '') = coalesce(since.site_code, '')

),

judged as (

    select
        moved_since.*,
        books.lot_id is null or books.flow_uom <> moved_since.uom
        or coalesce(moved_since.stock_qty > books.book_qty, true) as shows_count,
        books.flow_uom <> moved_since.uom
        or coalesce(moved_since.stock_qty <= books.book_qty, true) as shows_book
    from moved_since
    left join books
        on
            moved_since.lot_id = books.lot_id
            and moved_since.site_code = books.site_code
            and books.place_kind = 'site'

),

stock as (

    select
        books.lot_id,
        books.site_code,
        case when books.place_kind = 'way' then 'in transit' end as location,
        books.book_qty as qty,
        books.flow_uom as uom,
        cast(null as string) as stock_status,
        'book' as basis,
        coalesce(judged.shows_book, true) as is_larger
    from books
    left join judged
        on
            books.lot_id = judged.lot_id
            and books.site_code = judged.site_code
            and books.place_kind = 'site'
    union all
    select
        counts.lot_id,
        counts.site_code,
        counts.location,
        counts.booked_qty as qty,
        counts.booked_uom as uom,
        counts.stock_status,
        'counted' as basis,
        coalesce(judged.shows_count, true) as is_larger
    from counts
    inner join judged on counts.lot_id = judged.lot_id and counts.site_code = judged.site_code
    union all
    select
        lot_id,
        site_code,
        'moved since the count' as location,
        since_qty as qty,
        uom,
        cast(null as string) as stock_status,
        'counted' as basis,
        coalesce(shows_count, true) as is_larger
    from judged
    where since_qty <> 0

)

select * from stock
where qty is null or qty <> 0
