-- Grain: one row per lot or order with balance lines: the one unit in which they can be summed up.
-- Its own unit, if there is one and it is a measure or one item alone is counted in it; else the
-- common unit, if it is a measure and all convert to it. use_mass: 1 = sum mass_qty, not qty.
with

lines as (

    select * from {{ ref('int_balance_lines') }}
    where side <> 'shown'

),

measures as (

    select * from {{ ref('int_measures') }}

),

sums as (

    select
        lines.subject_kind,
        lines.subject_id,
        count(distinct coalesce(lines.uom, '')) as uom_count,
        count(distinct lines.item_code) as item_count,
        min(lines.uom) as uom,
        min(case when measures.measure is null then 0 else 1 end) as is_measure,
        min(case when lines.has_measure then 1 else 0 end) as has_measure,
        min(lines.mass_uom) as mass_uom
    from lines
    left join measures on lower(lines.uom) = measures.measure
    group by lines.subject_kind, lines.subject_id

),

decided as (

    select
        *,
        case
            when uom_count = 1 and (is_measure = 1 or item_count = 1) then 0
            when has_measure = 1 then 1
        end as use_mass
    from sums

)

select
    subject_kind,
    subject_id,
    use_mass,
    case use_mass when 0 then uom when 1 then mass_uom end as uom
from decided
