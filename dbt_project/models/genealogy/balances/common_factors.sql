-- Grain: one row per item and unit in which it is counted that converts to the common unit.
with

common_unit as (

    select * from {{ ref('common_unit') }}

),

units as (

    select
        item_code,
        from_uom
    from {{ ref('int_item_units') }}
    union
    select
        item_code,
        base_uom as from_uom
    from {{ ref('items') }}
    where base_uom is not null

),

paths as (

    select
        units.item_code,
        units.from_uom,
        common_unit.uom as common_uom,
        common_unit.is_measure,
        unit_paths.factor,
        unit_paths.path_rank
    from units
    inner join {{ ref('unit_paths') }} as unit_paths
        on
            units.from_uom = unit_paths.from_uom
            and unit_paths.item_code in (units.item_code, '')
    inner join common_unit on unit_paths.to_uom = common_unit.uom
    union all
    select
        units.item_code,
        units.from_uom,
        common_unit.uom as common_uom,
        common_unit.is_measure,
        cast(1 as double) as factor,
        0 as path_rank
    from units
    inner join common_unit on units.from_uom = common_unit.uom

),

ranked as (

    select
        *,
        row_number() over (
            partition by item_code, from_uom
            order by path_rank asc nulls last, factor asc nulls last
        ) as path_no
    from paths

)

select
    item_code,
    from_uom,
    common_uom,
    is_measure,
    factor
from ranked
where path_no = 1
