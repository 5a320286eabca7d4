-- Grain: one row per closed order of which neither use nor output is recorded (LK-04). A site that
-- never tells what its orders used or made, or told nothing yet when the order was closed, is not
-- judged.
with

facts as (

    select
        work_order_code,
        site_code,
        occurred_at
    from {{ ref('consumptions') }}
    union all
    select
        work_order_code,
        site_code,
        occurred_at
    from {{ ref('outputs') }}

),

told_orders as (

    select work_order_code from facts
    where work_order_code is not null
    group by work_order_code

),

told_sites as (

    select
        coalesce(site_code, '') as site_key,
        min(occurred_at) as first_at
    from facts
    group by coalesce(site_code, '')

),

idle as (

    select orders.*
    from {{ ref('work_orders') }} as orders
    inner join told_sites on coalesce(orders.site_code, '') = told_sites.site_key
    left join told_orders on orders.work_order_code = told_orders.work_order_code
    where
        orders.order_status = 'closed'
        and told_orders.work_order_code is null
        and coalesce(coalesce(orders.closed_at, orders.started_at) >= told_sites.first_at, true)

),

records as (

    select
        'LK-04' as rule_id,
        'work_order' as subject_kind,
        work_order_code as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        cast(null as string) as note,
        'S2' as severity,
        'Work order ' || work_order_code
        || ' is closed, and neither use nor output of it is recorded' as words,
        item_code,
        work_order_code,
        site_code,
        planned_qty as booked_qty,
        uom as booked_uom,
        coalesce(closed_at_text, started_at_text) as occurred_at_text,
        {{ untold(['lot_id', 'delivery_code', 'receipt_code', 'partner_code']) }}
    from idle

)

select {{ told_columns() }}
from records
