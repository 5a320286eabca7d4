-- Grain: one row per work order: where and when it ran, whether it is closed, whether it made
-- something, and whether a plan of its components is there. shift_code: null where several worked.
with

shifts as (

    {% for table in ['stg_mes__operations', 'stg_mes__consumptions', 'stg_mes__outputs'] %}
    select
        work_order_code,
        shift_code
    from {{ ref(table) }}
    where work_order_code is not null and shift_code is not null
    {% if not loop.last %}union{% endif %}
    {% endfor %}

),

one_shift as (

    select
        work_order_code,
        {{ only('shift_code') }} as shift_code
    from shifts
    group by work_order_code

),

booked as (

    select
        work_order_code,
        site_code,
        cast(null as string) as made_lot_id,
        occurred_at
    from {{ ref('consumptions') }}
    where work_order_code is not null
    union all
    select
        work_order_code,
        site_code,
        lot_id as made_lot_id,
        occurred_at
    from {{ ref('outputs') }}
    where work_order_code is not null

),

records as (

    select
        work_order_code,
        {{ only('site_code') }} as site_code,
        max(occurred_at) as last_at,
        count(made_lot_id) as output_count
    from booked
    group by work_order_code

),

plans as (

    select work_order_code from {{ ref('int_order_needs') }}
    group by work_order_code

)

select
    work_orders.work_order_code,
    coalesce(work_orders.site_code, records.site_code) as site_code,
    work_orders.line_code,
    one_shift.shift_code,
    work_orders.item_code,
    coalesce(
        work_orders.order_status, case when work_orders.closed_at is not null then 'closed' end
    ) as order_status,
    {{ month_of('coalesce(work_orders.closed_at, records.last_at, work_orders.started_at)') }}
        as event_month,
    records.work_order_code is not null as has_records,
    coalesce(records.output_count, 0) > 0 as has_output,
    plans.work_order_code is not null as has_plan
from {{ ref('work_orders') }} as work_orders
left join one_shift on work_orders.work_order_code = one_shift.work_order_code
left join records on work_orders.work_order_code = records.work_order_code
left join plans on work_orders.work_order_code = plans.work_order_code
