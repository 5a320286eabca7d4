-- Grain: one row per unknown lot that an order made, or run of which no output is recorded, that
-- may be (or have given out) a lot which has an origin already: where the order took in a lot of
-- the item that nobody knows, reworks, or makes an item of which one lot is made by several orders.
with

outputs as (

    select
        *,
        row_number() over (
            partition by work_order_code, item_code, is_unknown_lot
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as output_no
    from {{ ref('outputs') }}
    where work_order_code is not null

),

consumed as (

    select
        *,
        row_number() over (
            partition by work_order_code, item_code
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as consumption_no
    from {{ ref('consumptions') }}
    where work_order_code is not null and is_unknown_lot

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

shared_items as (

    select * from {{ ref('int_shared_items') }}

),

sources as (

    select
        outputs.lot_id as node_id,
        outputs.item_code,
        outputs.work_order_code,
        outputs.source_system,
        outputs.contract,
        outputs.source_file,
        outputs.source_row
    from outputs
    left join consumed
        on
            outputs.work_order_code = consumed.work_order_code
            and outputs.item_code = consumed.item_code
            and consumed.consumption_no = 1
    left join shared_items on outputs.item_code = shared_items.item_code
    left join work_orders on outputs.work_order_code = work_orders.work_order_code
    where
        outputs.is_unknown_lot
        and outputs.output_no = 1
        and (
            consumed.fact_id is not null
            or shared_items.item_code is not null
            or work_orders.order_type = 'rework'
        )
    union all
    select
        consumed.run_id as node_id,
        consumed.item_code,
        consumed.work_order_code,
        consumed.source_system,
        consumed.contract,
        consumed.source_file,
        consumed.source_row
    from consumed
    inner join work_orders
        on
            consumed.work_order_code = work_orders.work_order_code
            and consumed.item_code = work_orders.item_code
    left join outputs
        on
            consumed.work_order_code = outputs.work_order_code
            and consumed.item_code = outputs.item_code
            and outputs.output_no = 1
    where
        consumed.consumption_no = 1
        and outputs.fact_id is null
        and coalesce(work_orders.order_type <> 'disassembly', true)

)

select
    *,
    {{ make_id('P', ["'origins of any'", 'item_code']) }} as pool_id
from sources
