-- Grain: one row per output of an order that takes products apart, whose lot went into them.
-- A part that comes back under the number it went in with is a return, not an edge. is_changed: the
-- product was in yet another order, as in a repair, so that the part may hold what went in there.
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

makers as (

    select
        lot_id,
        count(distinct work_order_code) as order_count
    from outputs
    group by lot_id

),

returns as (

    select
        parts.fact_id,
        max(case when makers.order_count > 1 then 1 else 0 end) = 1 as is_changed
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
    inner join makers on products.lot_id = makers.lot_id
    where not parts.is_unknown_lot and not products.is_unknown_lot
    group by parts.fact_id

)

select * from returns
