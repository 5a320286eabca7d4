-- Grain: one row per operation that began before the one of the next lower number of its order, by
-- more than the tolerance, however the times are read. Operations may overlap, and one may run
-- again: its first run counts.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

operations as (

    select
        *,
        try_cast(operation_no as bigint) as step_no,
        row_number() over (
            partition by source_system, work_order_code, operation_no
            order by
                started_at_until asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as run_no
    from {{ ref('stg_mes__operations') }}
    where work_order_code is not null and started_at is not null

),

firsts as (

    select
        *,
        lag(step_no) over (
            partition by source_system, work_order_code
            order by step_no asc nulls last, operation_no asc nulls last
        ) as before_no,
        lag(operation_no) over (
            partition by source_system, work_order_code
            order by step_no asc nulls last, operation_no asc nulls last
        ) as before_operation_no,
        lag(started_at_from) over (
            partition by source_system, work_order_code
            order by step_no asc nulls last, operation_no asc nulls last
        ) as before_from_at,
        lag(source_file) over (
            partition by source_system, work_order_code
            order by step_no asc nulls last, operation_no asc nulls last
        ) as before_file,
        lag(source_row) over (
            partition by source_system, work_order_code
            order by step_no asc nulls last, operation_no asc nulls last
        ) as before_row,
        lag(started_at_text) over (
            partition by source_system, work_order_code
            order by step_no asc nulls last, operation_no asc nulls last
        ) as before_text
    from operations
    where run_no = 1 and step_no is not null

)

-- All columns of what was compared.
select * from firsts  -- noqa: AM04
where
    before_no < step_no
    and {{ shift_seconds('started_at_until', tolerance) }} < before_from_at
