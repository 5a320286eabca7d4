-- Grain: one row per lot of two whose codes a hand may have taken for one another: a lot
-- that nobody received or made and one that was, spelled alike but for signs and leading zeros
-- (ID-04) or but for one letter (ID-05). Two numbers of one series are no mistake of one letter.
with

mentions as (

    select * from {{ ref('int_lot_first_mentions') }}

),

masks as (

    select * from {{ ref('int_lot_masks') }}

),

pairs as (

    select
        case when twins.method = 'loose_key' then 'ID-04' else 'ID-05' end as rule_id,
        twins.lot_a_id || chr(31) || twins.lot_b_id as subject_key,
        twins.lot_a_id,
        twins.lot_b_id,
        'Lot code ' || twins.code_a || ' of item ' || twins.item_code
        || ', which nobody received or made, is spelled nearly like ' || twins.code_b as words
    from {{ ref('code_suggestions') }} as twins
    inner join masks as masks_a on twins.lot_a_id = masks_a.lot_id
    inner join masks as masks_b on twins.lot_b_id = masks_b.lot_id
    inner join {{ ref('lots') }} as lots_a on twins.lot_a_id = lots_a.lot_id
    inner join {{ ref('lots') }} as lots_b on twins.lot_b_id = lots_b.lot_id
    where
        twins.kind = 'lot'
        and lots_a.lot_code_key <> lots_b.lot_code_key
        and (
            twins.method = 'loose_key'
            or masks_a.mask <> masks_b.mask
            or length(lots_a.lot_code_key) <> length(lots_b.lot_code_key)
        )

),

sides as (

    select
        rule_id,
        subject_key,
        'S1' as severity,
        words,
        lot_a_id as lot_id,
        cast(null as string) as note
    from pairs
    union all
    select
        rule_id,
        subject_key,
        'S1' as severity,
        words,
        lot_b_id as lot_id,
        'compared with: the lot that may be meant' as note
    from pairs

),

of_pairs as (

    select
        sides.*,
        mentions.item_code,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row
    from sides
    inner join mentions on sides.lot_id = mentions.lot_id and mentions.mention_no = 1

),

records as (

    select
        *,
        'lot' as subject_kind,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from of_pairs

)

select {{ told_columns() }}
from records
