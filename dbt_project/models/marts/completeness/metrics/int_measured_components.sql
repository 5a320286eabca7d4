-- Grain: one row per closed order and mandatory component tracked by lot: link coverage. An order
-- without a plan, or of which nobody says whether it is closed, cannot be assessed.
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
with

orders as (

    select * from {{ ref('int_metric_orders') }}
    where order_status = 'closed' or (order_status is null and has_records)

),

components as (

    select * from {{ ref('int_metric_components') }}

)

select
    {{ measured("'link_coverage'", "'components'", {
        'work_order_code': 'orders.work_order_code',
        'item_code': 'components.item_code',
        'event_month': 'orders.event_month',
        'is_assessable': 'orders.order_status is not null',
        'part_count': 'case when components.has_lot then 1 else 0 end',
        'part_qty': 'components.known_qty',
        'whole_qty': 'components.need_qty',
        'uom': 'components.uom',
    }) }}
from orders
inner join components on orders.work_order_code = components.work_order_code
union all
select
    {{ measured("'link_coverage'", "'components'", {
        'work_order_code': 'work_order_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'is_assessable': 'false',
    }) }}
from orders
where not has_plan and has_records
