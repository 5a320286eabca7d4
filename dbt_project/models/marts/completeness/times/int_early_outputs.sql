-- Grain: one row per output that ended before the first input of its order can have begun, however
-- the times are read. Two days are compared as days; else the clocks may differ by the tolerance,
-- and a time without zone may be 14 hours off against another source. A backflushed input was
-- booked when the output was there, and says nothing of when it was used.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

windows as (

    select * from {{ ref('int_fact_windows') }}

),

inputs as (

    select
        consumptions.work_order_code,
        min(windows.earliest_at) as first_at,
        max(
            case
                when windows.earliest_at is null or consumptions.capture_method = 'backflush' then 1
                else 0
            end
        ) as has_unknown,
        min(case when windows.is_zoned then 1 else 0 end) as is_zoned,
        min(case when windows.is_whole_day then 1 else 0 end) as is_whole_day,
        min(consumptions.source_system) as first_source,
        max(consumptions.source_system) as last_source,
        min(consumptions.occurred_at_text) as first_text
    from {{ ref('consumptions') }} as consumptions
    left join windows on consumptions.fact_id = windows.fact_id
    where consumptions.work_order_code is not null and not consumptions.is_returned
    group by consumptions.work_order_code

),

outputs as (

    select
        outputs.*,
        windows.latest_at,
        windows.is_zoned,
        windows.is_whole_day
    from {{ ref('outputs') }} as outputs
    inner join windows on outputs.fact_id = windows.fact_id
    where windows.latest_at is not null and not outputs.is_returned

),

compared as (

    select
        outputs.*,
        inputs.first_at as first_input_at,
        inputs.first_text as first_input_text,
        outputs.is_whole_day and inputs.is_whole_day = 1 as are_days,
        case
            when outputs.is_zoned and inputs.is_zoned = 1 then 0
            when
                not outputs.is_zoned
                and inputs.is_zoned = 0
                and inputs.first_source = inputs.last_source
                and outputs.source_system = inputs.first_source
                then 0
            else 50400
        end as doubt_seconds
    from outputs
    inner join inputs on outputs.work_order_code = inputs.work_order_code
    where inputs.has_unknown = 0

)

-- All columns of what was compared.
select * from compared  -- noqa: AM04
where
    (are_days and {{ shift_seconds('latest_at', 'doubt_seconds') }} <= first_input_at)
    or (
        not are_days
        and {{ shift_seconds('latest_at', 'doubt_seconds + ' ~ tolerance) }} < first_input_at
    )
