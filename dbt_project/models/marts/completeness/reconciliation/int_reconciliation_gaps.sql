-- Grain: one row per break between two systems: an item of an order or delivery that one side does
-- not tell (side), an amount they tell differently (qty), or a lot that one of them alone names
-- (lot). silent_side: the one that does not tell it. Amounts within a thousandth of one another
-- are one amount: units were converted. A side that names no lot of the item there at all does not
-- speak against the lots of the other.
with

items as (

    select * from {{ ref('int_reconciled_items') }}
    where is_over

),

feeds as (

    select * from {{ ref('int_reconciled_feeds') }}

),

lot_rows as (

    select * from {{ ref('int_reconciled_lots') }}

),

missing_sides as (

    select
        items.*,
        'side' as break_kind,
        cast(null as string) as lot_id,
        case when items.has_wms then items.first_side else 'wms' end as silent_side
    from items
    inner join feeds
        on
            items.flow = feeds.flow
            and items.site_code = feeds.site_code
            and feeds.side = case when items.has_wms then items.first_side else 'wms' end
            and items.first_at >= feeds.first_at
            and items.last_at <= feeds.last_at
    where items.has_wms <> items.has_first

),

differing as (

    select
        *,
        'qty' as break_kind,
        cast(null as string) as lot_id,
        cast(null as string) as silent_side
    from items
    where
        has_wms
        and has_first
        and is_measured
        and abs(first_qty - wms_qty) * 1000 > greatest(abs(first_qty), abs(wms_qty))

),

lots_alone as (

    select
        items.*,
        'lot' as break_kind,
        lot_rows.lot_id,
        lot_rows.silent_side
    from items
    inner join lot_rows
        on
            items.flow = lot_rows.flow
            and items.document_code = lot_rows.document_code
            and items.item_code = lot_rows.item_code
    where
        items.is_sure
        and items.is_wms_naming_lots
        and items.is_first_naming_lots

)

-- All columns of an item, the kind of the gap, and the lot and side it is about.
select * from missing_sides  -- noqa: AM04
union all
select * from differing
union all
select * from lots_alone
