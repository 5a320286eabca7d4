-- Grain: one row per order and item of its bill of materials: what one unit of its product needs.
-- Alternates share a feed group; the smallest need of a group is taken, so that its surplus is
-- never told too small (a shortage is judged by int_order_needs: there the smallest would hide
-- one). unit_need is null where a quantity or a unit is missing.
with

totals as (

    select * from {{ ref('int_component_totals') }}

),

products as (

    select * from {{ ref('int_order_plans') }}

),

needs as (

    select
        work_order_code,
        item_code,
        coalesce('alternates ' || alternate_group, 'item ' || item_code) as feed_group,
        base_uom,
        case when is_in_units then required_qty end as required_qty
    from totals

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
