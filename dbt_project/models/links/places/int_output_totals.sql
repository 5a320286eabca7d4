-- Grain: one row per order and place that outputs count against ('' = any): how much was made, and
-- how much of it may go unseen: the most that was in process at once, and what is begun within
-- twice the tolerance.
with

outputs as (

    select * from {{ ref('int_counted_outputs') }}

),

in_process as (

    select * from {{ ref('int_outputs_in_process') }}

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

site_bounds as (

    select * from {{ ref('int_site_bounds') }}

),

totals as (

    select
        work_order_code,
        scope_place,
        cast(sum(qty) as double) as made_qty,
        cast(max(qty) as double) as largest_qty,
        cast(
            {{ seconds_between('min(begun_at)', 'max(begun_at)') }} as double
        ) as begun_seconds
    from outputs
    group by work_order_code, scope_place

)

select
    totals.work_order_code,
    totals.scope_place,
    totals.made_qty,
    60 * coalesce(site_bounds.tolerance_minutes, {{ var('tolerance_minutes') }})
        as tolerance_seconds,
    least(
        totals.made_qty,
        greatest(totals.largest_qty, coalesce(in_process.most_open_qty, 0))
        + totals.made_qty * 120
        * cast(coalesce(site_bounds.tolerance_minutes, {{ var('tolerance_minutes') }}) as double)
        / case when totals.begun_seconds > 0 then totals.begun_seconds else 0.001 end
    ) as unseen_qty
from totals
left join in_process
    on
        totals.work_order_code = in_process.work_order_code
        and totals.scope_place = in_process.scope_place
left join work_orders on totals.work_order_code = work_orders.work_order_code
left join site_bounds on work_orders.site_code = site_bounds.site_code
