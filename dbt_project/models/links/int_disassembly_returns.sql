-- Grain: one row per output of an order that takes products apart, whose lot went into them.
-- A part that comes back under the number it went in with is a return, not an edge.
with

outputs as (

    select * from {{ ref('outputs') }}

),

consumptions as (

    select * from {{ ref('consumptions') }}

),

orders_apart as (

    select work_order_code from {{ ref('work_orders') }}
    where order_type = 'disassembly'

),

returns as (

    select parts.fact_id
    from outputs as parts
    inner join orders_apart on parts.work_order_code = orders_apart.work_order_code
    inner join consumptions as products on parts.work_order_code = products.work_order_code
    inner join outputs as builds
        on
            products.lot_id = builds.lot_id
            and parts.work_order_code <> builds.work_order_code
    inner join consumptions as origins
        on
            builds.run_id = origins.run_id
            and parts.lot_id = origins.lot_id
    where not parts.is_unknown_lot and not products.is_unknown_lot
    group by parts.fact_id

)

select * from returns
