-- Grain: one row per lot and site at which its stock falls below zero, however the times are read:
-- when it first does, and how far below zero it falls. Judged where some record brings the lot to
-- the site, in known amounts of one unit.
with

movements as (

    select * from {{ ref('int_stock_windows') }}

),

whole_lots as (

    select * from {{ ref('int_whole_lots') }}

),

steps as (

    select
        lot_id,
        site_code,
        counts_at,
        count(*) as record_count,
        max(case when flow_qty is null then 1 else 0 end) as has_unknown,
        max(case when flow_qty > 0 then 1 else 0 end) as has_arrival,
        min(coalesce(flow_uom, '')) as first_uom,
        max(coalesce(flow_uom, '')) as last_uom,
        cast(sum(flow_qty) as decimal(18, 6)) as step_qty
    from movements
    group by lot_id, site_code, counts_at

),

books as (

    select
        *,
        cast(sum(step_qty) over (
            partition by lot_id, site_code order by counts_at asc nulls first
        ) as decimal(18, 6)) as book_qty,
        cast(sum(record_count) over (
            partition by lot_id, site_code order by counts_at asc nulls first
        ) as bigint) as records_so_far,
        max(has_unknown) over (partition by lot_id, site_code) as any_unknown,
        max(has_arrival) over (partition by lot_id, site_code) as any_arrival,
        min(first_uom) over (partition by lot_id, site_code) as lowest_uom,
        max(last_uom) over (partition by lot_id, site_code) as highest_uom
    from steps

)

select
    books.lot_id,
    books.site_code,
    min(books.counts_at) as first_below_at,
    cast(min(books.book_qty) as decimal(18, 6)) as lowest_qty,
    min(books.lowest_uom) as uom
from books
inner join whole_lots on books.lot_id = whole_lots.lot_id
where
    books.any_unknown = 0
    and books.any_arrival = 1
    and books.lowest_uom = books.highest_uom
    and books.book_qty < -0.005 * books.records_so_far
group by books.lot_id, books.site_code
