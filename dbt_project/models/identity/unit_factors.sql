-- Grain: one row per item and unit in which some current row counts it.
-- factor turns a quantity in from_uom into base_uom, by the item's own path or by a general one, as
-- unit_paths ranks them; null = no path. path_rank: 0 same unit, else that of the path.
with

units as (

    select
        int_item_units.item_code,
        int_item_units.from_uom,
        items.base_uom
    from {{ ref('int_item_units') }} as int_item_units
    inner join {{ ref('items') }} as items on int_item_units.item_code = items.item_code

),

unit_paths as (

    select * from {{ ref('unit_paths') }}

),

ranked as (

    select
        units.item_code,
        units.from_uom,
        unit_paths.factor,
        unit_paths.path_rank,
        row_number() over (
            partition by units.item_code, units.from_uom
            order by unit_paths.path_rank asc nulls last, unit_paths.item_code desc nulls last
        ) as path_no
    from units
    inner join unit_paths
        on
            units.from_uom = unit_paths.from_uom
            and units.base_uom = unit_paths.to_uom
            and unit_paths.item_code in (units.item_code, '')

),

factors as (

    select
        units.item_code,
        units.from_uom,
        units.base_uom,
        case
            when units.from_uom = units.base_uom then cast(1 as double)
            else ranked.factor
        end as factor,
        case when units.from_uom = units.base_uom then 0 else ranked.path_rank end as path_rank
    from units
    left join ranked
        on
            units.item_code = ranked.item_code
            and units.from_uom = ranked.from_uom
            and ranked.path_no = 1

)

select * from factors
