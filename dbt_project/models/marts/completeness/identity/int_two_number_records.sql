-- Grain: one row per system and two lots that stand for one in the records of a fact: each of two
-- systems tells the same amount of the same item, and names one lot, and not the same (ID-03).
-- Two lots that each came or were made by records of their own are two: one system used or shipped
-- another lot than the other (XS-03, XS-06). One finding per pair of lots, with the record by which
-- each system first names its own.
with

sides as (

    select * from {{ ref('int_two_number_sides') }}

),

mentions as (

    select * from {{ ref('int_lot_first_mentions') }}

),

origins as (

    select * from {{ ref('lot_origins') }}

),

pairs as (

    select
        least(mine.lot_id, others.lot_id) as lot_a_id,
        greatest(mine.lot_id, others.lot_id) as lot_b_id,
        mine.item_code,
        min(mine.told_by) as told_by_a,
        max(others.told_by) as told_by_b,
        cast(count(distinct mine.fact_key) as bigint) as fact_count
    from sides as mine
    inner join sides as others
        on
            mine.fact_key = others.fact_key
            and mine.item_code = others.item_code
            and mine.qty = others.qty
            and coalesce(mine.uom, '') = coalesce(others.uom, '')
            and mine.told_by < others.told_by
            and mine.lot_id <> others.lot_id
    inner join origins on mine.lot_id = origins.lot_id
    inner join origins as other_origins on others.lot_id = other_origins.lot_id
    where
        mine.fact_type in ('receipt', 'output')
        or origins.origin = 'unknown'
        or other_origins.origin = 'unknown'
    group by
        least(mine.lot_id, others.lot_id),
        greatest(mine.lot_id, others.lot_id),
        mine.item_code

),

records as (

    select
        'ID-03' as rule_id,
        'lot' as subject_kind,
        pairs.lot_a_id || chr(31) || pairs.lot_b_id as subject_key,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Two systems (' || pairs.told_by_a || ', ' || pairs.told_by_b || ') tell the same of item '
        || pairs.item_code || ', and name lot ' || lots_a.lot_code || ' and lot '
        || lots_b.lot_code || ': one lot seems to bear two numbers' as words,
        pairs.item_code,
        mentions.lot_id,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from pairs
    inner join {{ ref('lots') }} as lots_a on pairs.lot_a_id = lots_a.lot_id
    inner join {{ ref('lots') }} as lots_b on pairs.lot_b_id = lots_b.lot_id
    inner join mentions
        on
            mentions.lot_id in (pairs.lot_a_id, pairs.lot_b_id)
            and mentions.mention_no = 1

)

select {{ told_columns() }}
from records
