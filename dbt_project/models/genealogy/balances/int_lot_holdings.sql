-- Grain: one row per lot and site, and the way between sites (site null), that held it by book or
-- count. By count: the count, and what moved after it; adjustments after it that make the book
-- agree with it are its own posting and are not added again.
with

books as (

    select * from {{ ref('int_site_books') }}

),

counted as (

    select
        counted.lot_id,
        counted.site_code,
        counted.uom,
        case
            when flows.has_unclear = 1 then null
            when flows.adjusted_qty = counted.counted_qty - flows.before_qty
                then counted.counted_qty + flows.after_qty
            else counted.counted_qty + flows.after_qty + flows.adjusted_qty
        end as counted_qty
    from {{ ref('int_counted_stock') }} as counted
    inner join {{ ref('int_flows_since_count') }} as flows
        on
            counted.lot_id = flows.lot_id
            and coalesce(counted.site_code, '') = coalesce(flows.site_code, '')

),

places as (

    select
        lot_id,
        site_code,
        place_kind
    from books
    union
    select
        lot_id,
        site_code,
        'site' as place_kind
    from counted

),

joined as (

    select
        places.lot_id,
        places.site_code,
        places.place_kind,
        coalesce(counted.uom, books.flow_uom) as uom,
        coalesce(counted.uom, books.flow_uom) = coalesce(books.flow_uom, counted.uom)
            as is_one_unit,
        books.lot_id is not null as has_book,
        books.book_qty,
        counted.lot_id is not null as is_counted,
        counted.counted_qty
    from places
    left join books
        on
            places.lot_id = books.lot_id
            and places.place_kind = books.place_kind
            and coalesce(places.site_code, '') = coalesce(books.site_code, '')
    left join counted
        on
            places.lot_id = counted.lot_id
            and places.place_kind = 'site'
            and coalesce(places.site_code, '') = coalesce(counted.site_code, '')

),

held as (

    select
        *,
        case
            when not coalesce(is_one_unit, false) then null
            when is_counted then counted_qty
            else book_qty
        end as held_qty
    from joined

)

select
    lot_id,
    site_code,
    place_kind,
    uom,
    has_book,
    cast(book_qty as decimal(18, 6)) as book_qty,
    is_counted,
    cast(counted_qty as decimal(18, 6)) as counted_qty,
    -- A book or count below zero lies nowhere and accounts for nothing.
    cast(case when held_qty < 0 then 0 else held_qty end as decimal(18, 6)) as held_qty
from held
