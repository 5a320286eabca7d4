-- Grain: one row per work cycle that is done or running and per person on it. Tryton keeps who
-- started a cycle and who ended it: where they differ, the one who ended it is a second row. It
-- keeps no time of a cycle: the days of its order bound it.
with

works as (

    select
        id as work_id,
        record_id(production) as production_id,
        record_id(operation) as operation_id,
        record_id(work_center) as work_center_id,
        coalesce(
            record_id(sequence),
            cast(row_number() over (
                partition by record_id(production) order by try_cast(id as bigint), id
            ) as varchar)
        ) as operation_no
    from records('production_work')

),

cycles as (

    select
        record_id(id) as cycle_id,
        record_id(work) as work_id,
        state,
        coalesce(record_id(run_by), record_id(done_by)) as run_by,
        nullif(record_id(done_by), record_id(run_by)) as done_by,
        source_file,
        source_row
    from production_work_cycle
    where state in ('done', 'running')

),

manned as (

    select
        *,
        cycle_id as operation_run_id,
        run_by as employee_id
    from cycles

    union all

    select
        *,
        cycle_id || ':done' as operation_run_id,
        done_by as employee_id
    from cycles
    where done_by is not null and done_by <> run_by

),

final as (

    select
        manned.operation_run_id,
        orders.work_order_code,
        orders.site_code,
        works.operation_no,
        operations.name as operation_name,
        coalesce(machines.machine, 'production.work.center,' || works.work_center_id)
            as equipment_code,
        coalesce(persons.person, 'company.employee,' || manned.employee_id) as operator_code,
        orders.started_at,
        case when manned.state = 'done' then orders.closed_at end as ended_at,
        manned.source_file,
        manned.source_row
    from manned
    left join works on manned.work_id = works.work_id
    left join orders on works.production_id = orders.production_id
    left join records('production_routing_operation') as operations
        on works.operation_id = operations.id
    left join machines on works.work_center_id = machines.work_center_id
    left join persons on manned.employee_id = persons.employee_id

)

select * from final
