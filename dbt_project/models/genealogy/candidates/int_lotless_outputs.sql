-- Grain: one row per unknown lot that an order made of an item of which it took lots in, as a
-- repair does: what it made may be what it took in.
with

consumed as (

    select
        work_order_code,
        item_code
    from {{ ref('consumptions') }}
    where work_order_code is not null and not is_unknown_lot
    group by work_order_code, item_code

),

numbered as (

    select
        outputs.lot_id,
        outputs.item_code,
        outputs.work_order_code,
        outputs.source_system,
        outputs.contract,
        outputs.source_file,
        outputs.source_row,
        row_number() over (
            partition by outputs.lot_id
            order by outputs.occurred_at asc nulls last, outputs.fact_id asc nulls last
        ) as output_no
    from {{ ref('outputs') }} as outputs
    inner join consumed
        on
            outputs.work_order_code = consumed.work_order_code
            and outputs.item_code = consumed.item_code
    where outputs.is_unknown_lot

)

select
    lot_id,
    item_code,
    work_order_code,
    {{ make_id('P', ["'origins'", 'item_code', 'work_order_code']) }} as pool_id,
    source_system,
    contract,
    source_file,
    source_row
from numbered
where output_no = 1
