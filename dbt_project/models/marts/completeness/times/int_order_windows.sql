-- Grain: one row per work order with a start or an end on record: the widest window in which it can
-- have run, however the times are read.
with

orders as (

    select * from {{ ref('stg_erp__work_orders') }}

)

select
    work_order_code,
    min(started_at_from) as from_at,
    max(closed_at_until) as until_at,
    min(started_at_text) as started_text,
    max(closed_at_text) as closed_text,
    min(case when coalesce(started_at_is_zoned, closed_at_is_zoned) then 1 else 0 end) = 1
        as is_zoned,
    min(source_system) as source_system
from orders
where
    coalesce(order_status, 'closed') <> 'planned'
    and (started_at_from is not null or closed_at_until is not null)
group by work_order_code
having count(distinct source_system) = 1
