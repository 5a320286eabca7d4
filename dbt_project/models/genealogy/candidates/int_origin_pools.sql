-- Grain: one row per item with lots without origin and something that may have made them, and per
-- order and item that it took in and made without lot (work_order_code).
with

sources as (

    select item_code from {{ ref('int_origin_sources') }}
    group by item_code

),

orders as (

    select
        pool_id,
        item_code,
        work_order_code
    from {{ ref('int_lotless_outputs') }}
    group by pool_id, item_code, work_order_code

)

select
    {{ make_id('P', ["'origins'", 'item_code']) }} as pool_id,
    item_code,
    cast(null as string) as work_order_code
from sources
union all
select
    pool_id,
    item_code,
    work_order_code
from orders
