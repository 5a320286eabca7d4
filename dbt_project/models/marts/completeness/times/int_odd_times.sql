-- Grain: one row per told instant that lies after its own landing (TM-07), before the plant went
-- live (TM-08), or that names the day alone where its source otherwise tells the time (TM-12).
-- A time without zone may be 14 hours off. A source that tells days alone is not asked for more:
-- only where at least half of a column is finer, a day stands out.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

told as (

    select * from {{ ref('int_told_times') }}

),

columns_told as (

    select
        contract,
        column_name,
        source_system,
        count(*) as time_count,
        cast(sum(case when is_whole_day then 1 else 0 end) as bigint) as day_count
    from told
    group by contract, column_name, source_system

),

loads as (

    select * from {{ ref('stg_loads') }}

),

doubted as (

    select
        told.*,
        loads.landed_at,
        {{ tolerance }} + case when told.is_zoned then 0 else 50400 end as doubt_seconds,
        columns_told.day_count * 2 <= columns_told.time_count as has_times
    from told
    inner join columns_told
        on
            told.contract = columns_told.contract
            and told.column_name = columns_told.column_name
            and told.source_system = columns_told.source_system
    left join loads
        on
            told.load_id = loads.load_id
            and told.contract = loads.contract
            and told.source_system = loads.source_system

),

judged as (

    select
        *,
        case
            when {{ shift_seconds('landed_at', 'doubt_seconds') }} < earliest_at then 'TM-07'
            when latest_at <= cast('{{ var('go_live') }}' as timestamp) then 'TM-08'
            when is_whole_day and has_times and column_name <> 'recorded_at' then 'TM-12'
        end as rule_id
    from doubted

)

-- All columns of what was compared.
select * from judged  -- noqa: AM04
where rule_id is not null
