-- Grain: one row per order and item of its bill of materials: what one unit of its product needs.
-- Alternates share a feed group; the smallest need of a group is taken, so that its surplus is
-- never told too small. unit_need is null where a quantity or a unit is missing.
with

components as (

    select * from {{ ref('stg_erp__work_order_components') }}

),

products as (

    select * from {{ ref('int_order_plans') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

lines as (

    select
        components.work_order_code,
        components.item_code,
        components.alternate_group,
        unit_factors.base_uom,
        cast(components.required_qty as double) * unit_factors.factor as required_qty
    from components
    left join unit_factors
        on
            components.item_code = unit_factors.item_code
            and components.uom = unit_factors.from_uom
    where components.work_order_code is not null

),

needs as (

    select
        work_order_code,
        item_code,
        coalesce('alternates ' || min(alternate_group), 'item ' || item_code) as feed_group,
        min(base_uom) as base_uom,
        case
            when count(required_qty) = count(*) and count(distinct base_uom) = 1
                then cast(sum(required_qty) as double)
        end as required_qty
    from lines
    group by work_order_code, item_code

),

groups as (

    select
        work_order_code,
        feed_group,
        case
            when count(required_qty) = count(*) and count(distinct base_uom) = 1
                then min(required_qty)
        end as required_qty
    from needs
    group by work_order_code, feed_group

)

select
    needs.work_order_code,
    needs.item_code,
    needs.feed_group,
    needs.base_uom,
    products.product_item_code,
    case
        when groups.required_qty > 0
            then
                groups.required_qty / products.planned_qty
                * (100 - {{ var('need_tolerance_percent') }}) / 100
    end as unit_need
from needs
inner join groups
    on
        needs.work_order_code = groups.work_order_code
        and needs.feed_group = groups.feed_group
left join products on needs.work_order_code = products.work_order_code
