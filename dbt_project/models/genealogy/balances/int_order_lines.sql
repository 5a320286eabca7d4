-- Grain: one row per order, line, item and unit: what its records come to.
with

records as (

    select * from {{ ref('order_balance_records') }}

)

select
    work_order_code,
    line,
    side,
    item_code,
    uom,
    case
        when min(case when qty is null then 0 else 1 end) = 1
            then cast(sum(qty) as decimal(18, 6))
    end as qty,
    count(*) as record_count,
    cast(sum(case when qty is null then 1 else 0 end) as bigint) as unknown_count
from records
group by work_order_code, line, side, item_code, uom
