-- Grain: one row per landed unit conversion of which another row of the same source, item and units
-- says another factor, in this load or an earlier one: factors that changed.
with

conversions as (

    select * from {{ source('landing', 'erp_uom_conversions') }}
    where factor is not null

),

changed as (

    select
        source_system,
        coalesce(item_code, '') as item_key,
        from_uom,
        to_uom,
        min(factor) as lowest_factor,
        max(factor) as highest_factor
    from conversions
    group by source_system, coalesce(item_code, ''), from_uom, to_uom
    having min(factor) <> max(factor)

)

select
    conversions.item_code,
    conversions.from_uom,
    conversions.to_uom,
    conversions.factor,
    changed.lowest_factor,
    changed.highest_factor,
    'erp_uom_conversions' as contract,
    conversions.source_system,
    conversions.load_id,
    conversions.source_file,
    conversions.source_row
from conversions
inner join changed
    on
        conversions.source_system = changed.source_system
        and coalesce(conversions.item_code, '') = changed.item_key
        and conversions.from_uom = changed.from_uom
        and conversions.to_uom = changed.to_uom
