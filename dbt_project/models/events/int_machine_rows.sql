-- Grain: one row per consumption, output and change of lots that names a machine, with its order or
-- that of its operation. Only an output says when it ended: what was fed to it may stay in it.
{{ config(materialized='view') }}

with

consumptions as (

    select * from {{ ref('stg_mes__consumptions') }}

),

outputs as (

    select * from {{ ref('stg_mes__outputs') }}

),

changes as (

    select * from {{ ref('stg_mes__lot_changes') }}

),

operations as (

    select * from {{ ref('int_operation_orders') }}

),

naming as (

    select
        source_system,
        work_order_code,
        operation_run_id,
        site_code,
        equipment_code,
        cast(null as string) as lot_ref,
        false as is_output,
        started_at_from as begun_at,
        started_at_basis as begun_basis,
        cast(null as timestamp) as ended_at
    from consumptions
    union all
    select
        source_system,
        work_order_code,
        operation_run_id,
        site_code,
        equipment_code,
        lot_ref,
        true as is_output,
        started_at_from as begun_at,
        started_at_basis as begun_basis,
        case when ended_at_basis = 'recorded' then ended_at_until end as ended_at
    from outputs
    union all
    select
        source_system,
        work_order_code,
        operation_run_id,
        site_code,
        equipment_code,
        cast(null as string) as lot_ref,
        false as is_output,
        changed_at_from as begun_at,
        'posted' as begun_basis,
        cast(null as timestamp) as ended_at
    from changes

),

work as (

    select
        naming.equipment_code,
        coalesce(naming.work_order_code, operations.work_order_code) as order_code,
        coalesce(naming.site_code, operations.site_code) as site_code,
        naming.lot_ref,
        naming.is_output,
        naming.begun_at,
        naming.begun_basis,
        naming.ended_at
    from naming
    left join operations
        on
            naming.source_system = operations.source_system
            and naming.operation_run_id = operations.operation_run_id
    where naming.equipment_code is not null

)

select * from work
