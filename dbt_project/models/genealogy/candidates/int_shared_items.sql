-- Grain: one row per item of which some lot was made by several orders, so that another order may
-- have made more of a lot that has an origin already.
with

outputs as (

    select * from {{ ref('outputs') }}
    where not is_unknown_lot and work_order_code is not null

),

shared_lots as (

    select item_code
    from outputs
    group by item_code, lot_id
    having count(distinct work_order_code) > 1

)

select item_code from shared_lots
group by item_code
