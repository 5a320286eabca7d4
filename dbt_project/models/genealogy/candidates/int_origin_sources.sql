-- Grain: one row per item with lots without origin and what may have made or brought them: runs of
-- orders that make the item (a row of their output may be lost), and unknown lots.
with

orphans as (

    select item_code from {{ ref('int_unexplained_lots') }}
    group by item_code

),

made_items as (

    select
        item_code as order_item_code,
        item_code
    from {{ ref('work_orders') }}
    where item_code is not null
    union
    select
        work_orders.item_code as order_item_code,
        outputs.item_code
    from {{ ref('outputs') }} as outputs
    inner join {{ ref('work_orders') }} as work_orders
        on outputs.work_order_code = work_orders.work_order_code
    where work_orders.item_code is not null

),

runs as (

    select
        orphans.item_code,
        runs.run_id as node_id,
        spans.from_at,
        spans.work_order_code
    from orphans
    inner join made_items on orphans.item_code = made_items.item_code
    inner join {{ ref('work_orders') }} as work_orders
        on made_items.order_item_code = work_orders.item_code
    inner join {{ ref('int_order_spans') }} as spans
        on work_orders.work_order_code = spans.work_order_code
    inner join {{ ref('int_runs') }} as runs on spans.work_order_code = runs.work_order_code

),

unknown_lots as (

    select
        orphans.item_code,
        lives.lot_id as node_id,
        lives.from_at,
        cast(null as string) as work_order_code
    from orphans
    inner join {{ ref('int_lot_lives') }} as lives on orphans.item_code = lives.item_code
    where lives.is_unknown

)

select * from runs
union all
select * from unknown_lots
