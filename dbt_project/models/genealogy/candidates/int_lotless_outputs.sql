-- Grain: one row per unknown lot that an order made of an item of which it took lots in, as a
-- repair does: what it made may be what it took in. Also one per run of an order that took lots of
-- its own product in and of which no output of it is recorded: it may have given them out again.
with

consumed as (

    select
        *,
        row_number() over (
            partition by work_order_code, item_code
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as consumption_no
    from {{ ref('consumptions') }}
    where work_order_code is not null and not is_unknown_lot

),

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
    inner join consumed
        on
            outputs.work_order_code = consumed.work_order_code
            and outputs.item_code = consumed.item_code
            and consumed.consumption_no = 1
    where outputs.is_unknown_lot and outputs.output_no = 1
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
    inner join {{ ref('work_orders') }} as work_orders
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
    node_id,
    item_code,
    work_order_code,
    {{ make_id('P', ["'origins'", 'item_code', 'work_order_code']) }} as pool_id,
    source_system,
    contract,
    source_file,
    source_row
from sources
