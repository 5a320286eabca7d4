-- Grain: one row per lot and time at which it came into stock (+1) or ran out (-1) by the book of
-- all sites. Arrivals of an instant count before what left then. A lot whose book cannot be told,
-- and an unknown lot, never runs out.
with

movements as (

    select
        lot_id,
        fact_id,
        occurred_at,
        is_unknown_lot,
        cast(flow_qty as decimal(18, 6)) as flow_qty,
        max(case when flow_qty is null or occurred_at is null then 1 else 0 end) over (
            partition by lot_id
        ) as is_untold
    from {{ ref('stock_movements') }}
    where lot_id is not null and not is_transfer

),

books as (

    select
        lot_id,
        fact_id,
        occurred_at,
        is_untold,
        is_unknown_lot,
        flow_qty,
        cast(sum(flow_qty) over (
            partition by lot_id
            order by
                occurred_at asc nulls first,
                case when flow_qty > 0 then 0 else 1 end asc nulls last,
                fact_id asc nulls last
            rows between unbounded preceding and current row
        ) as decimal(18, 6)) as book_qty
    from movements
    where is_untold = 0 and not is_unknown_lot

),

turns as (

    select
        lot_id,
        occurred_at as turned_at,
        case when book_qty > 0 then 1 else -1 end as turn,
        fact_id
    from books
    where (book_qty > 0) <> (book_qty - flow_qty > 0)

),

untold as (

    select
        lot_id,
        min(occurred_at) as turned_at
    from movements
    where (is_untold = 1 and not is_unknown_lot) or (is_unknown_lot and coalesce(flow_qty, 1) > 0)
    group by lot_id

)

select
    lot_id,
    turned_at,
    turn,
    fact_id,
    true as is_told
from turns
union all
select
    lot_id,
    turned_at,
    1 as turn,
    lot_id as fact_id,
    false as is_told
from untold
