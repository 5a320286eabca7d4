-- Grain: one row per run: an order, an output group of it, or what a row without order did.
with

consumptions as (

    select * from {{ ref('consumptions') }}

),

outputs as (

    select * from {{ ref('outputs') }}

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

named as (

    select
        {{ make_id('R', ["'run'", 'work_order_code', "''"]) }} as run_id,
        work_order_code,
        cast(null as string) as output_group,
        site_code
    from work_orders
    union all
    select
        run_id,
        work_order_code,
        output_group,
        site_code
    from consumptions
    union all
    select
        run_id,
        work_order_code,
        output_group,
        site_code
    from outputs

),

runs as (

    select
        run_id,
        min(work_order_code) as work_order_code,
        min(output_group) as output_group,
        min(site_code) as site_code
    from named
    group by run_id

)

select * from runs
