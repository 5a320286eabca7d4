-- Grain: one row per unit that is not the base unit of its category. Landing keeps six decimals:
-- a factor that needs more is given the other way round, as base unit -> unit.
with

factors as (

    select
        units.id,
        units.uom,
        base.uom as base_uom,
        units.factor / base.factor as factor,
        units.rate / base.rate as rate,
        abs(round(units.factor / base.factor, 6) - units.factor / base.factor) > 1e-12
        and units.rate > base.rate as is_turned
    from units
    inner join units as base on units.base_id = base.id
    where units.id <> units.base_id

)

select
    case when factors.is_turned then factors.base_uom else factors.uom end as from_uom,
    case when factors.is_turned then factors.uom else factors.base_uom end as to_uom,
    cast(
        cast(
            case when factors.is_turned then factors.rate else factors.factor end
            as decimal(24, 6)
        ) as varchar
    ) as factor,
    unit.source_file,
    unit.source_row
from product_uom as unit
inner join factors on record_id(unit.id) = factors.id
