-- Grain: one row per lot of which some, or all, came from nowhere by the records: an overdrawn lot,
-- or one without origin. lacking_qty: how much; null = unknown. rule_id, words: what it is told
-- as; more of it left than came (QT-01, QT-02), or nothing says where it came from (ID-09).
with

orphans as (

    select * from {{ ref('int_lots_without_origin') }}

),

quantities as (

    select * from {{ ref('lot_quantities') }}

),

overdrawn as (

    select * from {{ ref('int_overdrawn_lots') }}

),

excesses as (

    select * from {{ ref('int_lot_excesses') }}

)

select
    orphans.lot_id,
    orphans.item_code,
    orphans.lot_code,
    orphans.site_code,
    false as is_overdrawn,
    'ID-09' as rule_id,
    'Lot ' || coalesce(orphans.lot_code, orphans.lot_id) || ' of item ' || orphans.item_code
    || ' is on record, and nothing says where it came from' as words,
    cast(null as decimal(18, 6)) as excess_qty,
    cast(null as string) as uom,
    case when quantities.on_hand_qty < 0 then -quantities.on_hand_qty end as lacking_qty
from orphans
left join quantities on orphans.lot_id = quantities.lot_id
union all
select
    overdrawn.lot_id,
    overdrawn.item_code,
    overdrawn.lot_code,
    overdrawn.site_code,
    true as is_overdrawn,
    coalesce(excesses.rule_id, 'ID-09') as rule_id,
    case
        when excesses.lot_id is null
            then
                'Lot ' || coalesce(overdrawn.lot_code, overdrawn.lot_id) || ' of item '
                || overdrawn.item_code || ': more of it left than any record brings'
        else
            'Of lot ' || coalesce(overdrawn.lot_code, overdrawn.lot_id) || ' of item '
            || overdrawn.item_code || ' '
            || {{ plain_number('excesses.in_qty') }} || coalesce(' ' || excesses.uom, '')
            || ' came in and '
            || {{ plain_number('excesses.out_qty') }} || coalesce(' ' || excesses.uom, '')
            || ' went out'
    end as words,
    excesses.out_qty - excesses.in_qty as excess_qty,
    excesses.uom,
    overdrawn.lacking_qty
from overdrawn
left join excesses on overdrawn.lot_id = excesses.lot_id
left join orphans on overdrawn.lot_id = orphans.lot_id
where orphans.lot_id is null
