-- Grain: one row per order with a start, its own or that of an operation: the earliest of them.
-- is_whole_day: none of them says more than the day.
with

starts as (

    select
        work_order_code,
        started_at_from,
        started_at_until,
        started_at_is_zoned
    from {{ ref('stg_erp__work_orders') }}
    union all
    select
        work_order_code,
        started_at_from,
        started_at_until,
        started_at_is_zoned
    from {{ ref('stg_mes__operations') }}

)

select
    work_order_code,
    min(started_at_from) as started_from_at,
    min(case when started_at_is_zoned then 1 else 0 end) = 1 as is_zoned,
    min({{ seconds_between('started_at_from', 'started_at_until') }}) >= 82800 as is_whole_day
from starts
where work_order_code is not null and started_at_from is not null
group by work_order_code
