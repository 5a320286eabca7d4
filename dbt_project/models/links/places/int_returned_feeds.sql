-- Grain: one row per order and item of which a lot was put on several times and some of it came
-- back: nobody knows of which time, so the rows before another do not tell what they fed.
with

consumptions as (

    select
        work_order_code,
        item_code,
        {{ joined(["'consumption'", 'work_order_code', 'item_code', 'lot_id']) }} as balance_key
    from {{ ref('consumptions') }}
    where work_order_code is not null

),

repeated as (

    select
        work_order_code,
        item_code,
        balance_key
    from consumptions
    group by work_order_code, item_code, balance_key
    having count(*) > 1

),

returned as (

    select balance_key from {{ ref('int_return_totals') }}

)

select
    repeated.work_order_code,
    repeated.item_code
from repeated
inner join returned on repeated.balance_key = returned.balance_key
group by repeated.work_order_code, repeated.item_code
