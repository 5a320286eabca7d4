-- Grain: one row per lot of which some, or all, came from nowhere by the records: an overdrawn lot,
-- or one without origin. lacking_qty: how much; null = unknown.
with

orphans as (

    select * from {{ ref('int_lots_without_origin') }}

),

quantities as (

    select * from {{ ref('lot_quantities') }}

),

overdrawn as (

    select * from {{ ref('int_overdrawn_lots') }}

)

select
    orphans.lot_id,
    orphans.item_code,
    orphans.lot_code,
    orphans.site_code,
    false as is_overdrawn,
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
    overdrawn.lacking_qty
from overdrawn
left join orphans on overdrawn.lot_id = orphans.lot_id
where orphans.lot_id is null
