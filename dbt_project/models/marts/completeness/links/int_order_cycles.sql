-- Grain: one row per run on a circle of at most four runs that no order for rework, repacking or
-- taking apart is part of. cycle_key: the least run of the circles that it is part of.
with

steps as (

    select
        steps.from_run_id,
        steps.to_run_id
    from {{ ref('int_order_cycle_steps') }} as steps

),

paths_2 as (

    select
        from_run_id,
        to_run_id
    from steps
    union
    select
        steps.from_run_id,
        onward.to_run_id
    from steps
    inner join steps as onward on steps.to_run_id = onward.from_run_id

),

paths_3 as (

    select
        from_run_id,
        to_run_id
    from paths_2
    union
    select
        paths_2.from_run_id,
        onward.to_run_id
    from paths_2
    inner join steps as onward on paths_2.to_run_id = onward.from_run_id

),

circles as (

    select
        there.from_run_id as run_id,
        there.to_run_id as other_run_id
    from paths_3 as there
    inner join paths_3 as back
        on there.from_run_id = back.to_run_id and there.to_run_id = back.from_run_id
    group by there.from_run_id, there.to_run_id

),

reworked as (

    select facts.run_id
    from {{ ref('consumptions') }} as facts
    inner join {{ ref('work_orders') }} as orders
        on facts.work_order_code = orders.work_order_code
    where orders.order_type in ('rework', 'repack', 'disassembly')
    group by facts.run_id

),

members as (

    select
        circles.run_id,
        min(circles.other_run_id) as least_run_id,
        max(case when reworked.run_id is null then 0 else 1 end) as has_rework
    from circles
    left join reworked on circles.other_run_id = reworked.run_id
    group by circles.run_id

)

select
    run_id,
    least(run_id, least_run_id) as cycle_key
from members
where has_rework = 0
