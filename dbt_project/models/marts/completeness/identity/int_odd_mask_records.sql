-- Grain: one row per lot whose code has a shape that no other of its item has, where nineteen of
-- twenty of the item's codes, and at least twenty, have one shape (ID-06, S2).
with

masks as (

    select * from {{ ref('int_lot_masks') }}

),

counted as (

    select
        item_code,
        lot_kind,
        mask,
        cast(count(*) as bigint) as lot_count
    from masks
    group by item_code, lot_kind, mask

),

ruling as (

    select
        item_code,
        lot_kind,
        cast(sum(lot_count) as bigint) as all_count,
        max(lot_count) as most_count
    from counted
    group by item_code, lot_kind

),

odd as (

    select masks.*
    from masks
    inner join counted
        on
            masks.item_code = counted.item_code
            and masks.lot_kind = counted.lot_kind
            and masks.mask = counted.mask
    inner join ruling
        on masks.item_code = ruling.item_code and masks.lot_kind = ruling.lot_kind
    where
        counted.lot_count = 1
        and ruling.most_count >= 20
        and 20 * ruling.most_count >= 19 * ruling.all_count

),

records as (

    select
        'ID-06' as rule_id,
        'lot' as subject_kind,
        odd.lot_id as subject_key,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row,
        cast(null as string) as note,
        'S2' as severity,
        'Lot code ' || odd.lot_code || ' is not shaped as the other lot codes of item '
        || odd.item_code || ' are' as words,
        odd.item_code,
        odd.lot_id,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from odd
    inner join {{ ref('int_lot_first_mentions') }} as mentions
        on odd.lot_id = mentions.lot_id and mentions.mention_no = 1

)

select {{ told_columns() }}
from records
