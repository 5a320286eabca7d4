-- Grain: one row per lot, line and unit: what its records come to, and what is held of it.
-- on_hand and in_transit count in the sum; on_hand_by_book, on_hand_by_count stand beside it.
with

records as (

    select * from {{ ref('lot_balance_records') }}

),

holdings as (

    select
        holdings.*,
        lots.item_code
    from {{ ref('int_lot_holdings') }} as holdings
    inner join {{ ref('lots') }} as lots on holdings.lot_id = lots.lot_id

),

amounts as (

    select
        lot_id,
        line,
        side,
        item_code,
        qty,
        uom,
        1 as record_count
    from records
    union all
    select
        lot_id,
        case when place_kind = 'way' then 'in_transit' else 'on_hand' end as line,
        'accounted' as side,
        item_code,
        held_qty as qty,
        uom,
        0 as record_count
    from holdings
    union all
    select
        lot_id,
        'on_hand_by_book' as line,
        'shown' as side,
        item_code,
        book_qty as qty,
        uom,
        0 as record_count
    from holdings
    where has_book
    union all
    select
        lot_id,
        'on_hand_by_count' as line,
        'shown' as side,
        item_code,
        counted_qty as qty,
        uom,
        0 as record_count
    from holdings
    where is_counted

)

select
    lot_id,
    line,
    side,
    min(item_code) as item_code,
    uom,
    case
        when min(case when qty is null then 0 else 1 end) = 1
            then cast(sum(qty) as decimal(18, 6))
    end as qty,
    cast(sum(record_count) as bigint) as record_count,
    cast(sum(case when qty is null then 1 else 0 end) as bigint) as unknown_count
from amounts
group by lot_id, line, side, uom
