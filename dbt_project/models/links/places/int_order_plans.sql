-- Grain: one row per order with a planned amount of its product, in the product's base unit.
with

work_orders as (

    select * from {{ ref('work_orders') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

products as (

    select
        work_orders.work_order_code,
        work_orders.item_code as product_item_code,
        cast(work_orders.planned_qty as double) * unit_factors.factor as planned_qty
    from work_orders
    inner join unit_factors
        on
            work_orders.item_code = unit_factors.item_code
            and work_orders.uom = unit_factors.from_uom
    where work_orders.planned_qty > 0

)

select * from products
