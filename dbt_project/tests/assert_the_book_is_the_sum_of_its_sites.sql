-- Fails if what a lot has by the book is not what it has at its sites and on the way between them.
with

places as (

    select
        lot_id,
        cast(sum(book_qty) as decimal(18, 6)) as book_qty,
        max(case when book_qty is null then 1 else 0 end) as has_unknown
    from {{ ref('int_site_books') }}
    group by lot_id

)

select
    places.lot_id,
    places.book_qty,
    quantities.on_hand_qty
from places
inner join {{ ref('lot_quantities') }} as quantities on places.lot_id = quantities.lot_id
where
    places.has_unknown = 0
    and quantities.on_hand_qty is not null
    and places.book_qty <> quantities.on_hand_qty
