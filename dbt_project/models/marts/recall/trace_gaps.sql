-- Grain: one row per gap and rule.
with

gaps as (

    select * from {{ ref('gaps') }}

)

select
    node_id,
    rule_id,
    message,
    item_code,
    cast(null as varchar) as lot_code,
    work_order_code,
    record_count
from gaps
