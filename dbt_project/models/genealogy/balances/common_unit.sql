-- Grain: one row per LOTLINE_HOME, none where no item has a unit: the unit most items convert to.
-- Measures come before pieces; among equals the base unit of most items, then the alphabet.
with

items as (

    select
        item_code,
        base_uom
    from {{ ref('items') }}
    where base_uom is not null

),

unit_paths as (

    select * from {{ ref('unit_paths') }}

),

measures as (

    select * from {{ ref('int_measures') }}

),

reached as (

    select
        item_code,
        base_uom as uom,
        1 as is_base
    from items
    union
    select
        items.item_code,
        unit_paths.to_uom as uom,
        0 as is_base
    from items
    inner join unit_paths
        on
            items.base_uom = unit_paths.from_uom
            and unit_paths.item_code in (items.item_code, '')
    where unit_paths.to_uom <> items.base_uom

),

counted as (

    select
        uom,
        count(*) as item_count,
        cast(sum(is_base) as bigint) as base_count
    from reached
    group by uom

),

ranked as (

    select
        counted.uom,
        counted.item_count,
        measures.measure is not null as is_measure,
        row_number() over (
            order by
                case when measures.measure is null then 1 else 0 end asc nulls last,
                counted.item_count desc nulls last,
                counted.base_count desc nulls last,
                counted.uom asc nulls last
        ) as unit_no
    from counted
    left join measures on lower(counted.uom) = measures.measure

)

select
    uom,
    is_measure,
    item_count
from ranked
where unit_no = 1
