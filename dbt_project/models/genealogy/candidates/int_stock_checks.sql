-- Grain: one row per lot, site and time at which a person looked at its stock: a count against the
-- book, or an adjustment. is_loss: less than each book at least, beyond rounding; no later count
-- would tell what the last one found, so there the times as written do. is_square: book and stock
-- agree from then on.
with

counts as (

    select
        *,
        least(record_least_qty, coalesce(warehouse_least_qty, record_least_qty)) as least_qty,
        least(
            record_book_qty,
            record_before_qty,
            coalesce(warehouse_book_qty, record_book_qty),
            coalesce(warehouse_before_qty, record_before_qty)
        ) as told_qty,
        row_number() over (partition by lot_id, site_code order by occurred_at desc nulls last)
            as count_no,
        least(0.005, 0.005 * abs(counted_qty) + 0.000001) as rounding_qty
    from {{ ref('int_site_counts') }}

),

judged as (

    select
        *,
        case when count_no = 1 then told_qty else least_qty end - counted_qty as missing_qty
    from counts

),

looks as (

    select
        lot_id,
        site_code,
        item_code,
        occurred_at,
        uom,
        case when missing_qty > rounding_qty then missing_qty end as lost_qty,
        case when missing_qty > rounding_qty then 1 else 0 end as is_loss,
        case
            when
                abs(counted_qty - record_book_qty) <= rounding_qty
                or abs(counted_qty - record_before_qty) <= rounding_qty
                or abs(counted_qty - warehouse_book_qty) <= rounding_qty
                or abs(counted_qty - warehouse_before_qty) <= rounding_qty
                then 1
            else 0
        end as is_square
    from judged
    union all
    select
        lot_id,
        site_code,
        item_code,
        occurred_at,
        flow_uom as uom,
        case when flow_qty < 0 then -flow_qty end as lost_qty,
        case when coalesce(flow_qty < 0, true) then 1 else 0 end as is_loss,
        case when occurred_at is not null then 1 else 0 end as is_square
    from {{ ref('stock_movements') }}
    where flow_kind = 'adjustment' and lot_id is not null and not is_unknown_lot

),

checks as (

    select
        lot_id,
        site_code,
        occurred_at,
        min(item_code) as item_code,
        min(uom) as uom,
        cast(sum(lost_qty) as decimal(18, 6)) as lost_qty,
        max(is_loss) as is_loss,
        max(is_square) as is_square
    from looks
    group by lot_id, site_code, occurred_at

)

select
    lot_id,
    site_code,
    occurred_at,
    item_code,
    uom,
    lost_qty,
    is_loss = 1 as is_loss,
    is_square = 1 as is_square,
    max(case when is_square = 1 then occurred_at end) over (
        partition by lot_id, site_code
        order by occurred_at asc nulls first
        rows between unbounded preceding and 1 preceding
    ) as squared_at
from checks
