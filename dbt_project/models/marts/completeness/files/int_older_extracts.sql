-- Grain: one row per load of a contract that was exported before one that was loaded earlier
-- (FI-07): all it changes it sets back to what an older load said, or, as a full load without a
-- period, its newest fact is older than that of the full load before it.
with

versions as (

    select
        *,
        lag(lowest, 1) over (
            partition by contract, source_system, row_key, column_name
            order by load_id asc nulls last
        ) as said_before,
        lag(lowest, 2) over (
            partition by contract, source_system, row_key, column_name
            order by load_id asc nulls last
        ) as said_first
    from {{ ref('int_row_versions') }}

),

set_back as (

    select
        contract,
        source_system,
        load_id,
        cast(count(*) as bigint) as changed_count,
        cast(count(case when lowest = said_first then 1 end) as bigint) as back_count
    from versions
    where lowest <> said_before
    group by contract, source_system, load_id

),

full_loads as (

    select * from {{ ref('stg_loads') }}
    where mode = 'full' and covers_from is null and covers_to is null

),

newest_facts as (

    select
        full_loads.source_system,
        full_loads.contract,
        full_loads.load_id,
        max(landed_keys.last_date) as last_date
    from full_loads
    inner join {{ ref('int_landed_keys') }} as landed_keys
        on
            full_loads.source_system = landed_keys.source_system
            and full_loads.contract = landed_keys.contract
            and full_loads.load_id = landed_keys.load_id
    group by full_loads.source_system, full_loads.contract, full_loads.load_id

),

followed as (

    select
        *,
        lag(last_date) over (
            partition by source_system, contract
            order by load_id asc nulls last
        ) as last_date_before
    from newest_facts

)

select
    'FI-07' as rule_id,
    'S1' as severity,
    source_system,
    contract,
    load_id,
    load_id as told_of,
    'it sets ' || cast(back_count as string) || ' values of ' || contract
    || ' back to what an older load said, and changes nothing else.' as words
from set_back
where back_count = changed_count
union all
select
    'FI-07' as rule_id,
    'S1' as severity,
    source_system,
    contract,
    load_id,
    load_id as told_of,
    'its newest row of ' || contract || ' is of ' || cast(last_date as string)
    || ', the load before it had one of ' || cast(last_date_before as string) || '.' as words
from followed
where last_date < last_date_before
