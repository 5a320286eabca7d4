-- Grain: one row per order and item of its bill of materials: what the plan wants of it, in its
-- base unit. Null = a line does not say how much, or in a unit without a path. is_in_units: each
-- line names its unit; an amount without one is taken as written.
with

components as (

    select * from {{ ref('stg_erp__work_order_components') }}
    where work_order_code is not null

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

lines as (

    select
        components.*,
        unit_factors.base_uom,
        case
            when components.uom is null then cast(components.required_qty as double)
            else cast(components.required_qty as double) * unit_factors.factor
        end as needed_qty
    from components
    left join unit_factors
        on
            components.item_code = unit_factors.item_code
            and components.uom = unit_factors.from_uom

)

select
    work_order_code,
    item_code,
    min(alternate_group) as alternate_group,
    min(line_no) as line_no,
    max(case when is_mandatory is null or is_mandatory then 1 else 0 end) as is_mandatory,
    min(base_uom) as base_uom,
    count(base_uom) = count(*) and count(distinct base_uom) = 1 as is_in_units,
    case when count(needed_qty) = count(*) then cast(sum(needed_qty) as double) end as required_qty
from lines
group by work_order_code, item_code
