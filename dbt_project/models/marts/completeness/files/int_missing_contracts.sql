-- Grain: one row per source system and contract that all of its loads but the newest had, three at
-- least (FI-01).
with

loads as (

    select * from {{ ref('stg_loads') }}

),

newest as (

    select
        source_system,
        cast(count(distinct load_id) as bigint) as load_count,
        max(load_id) as load_id
    from loads
    group by source_system

),

had as (

    select
        source_system,
        contract,
        cast(count(distinct load_id) as bigint) as load_count,
        max(load_id) as last_load_id
    from loads
    group by source_system, contract

)

select
    'FI-01' as rule_id,
    'S1' as severity,
    newest.source_system,
    had.contract,
    newest.load_id,
    cast(null as string) as told_of,
    'it has no file for ' || had.contract || ', which all ' || cast(had.load_count as string)
    || ' loads before it had.' as words
from had
inner join newest on had.source_system = newest.source_system
where
    had.load_count >= 3
    and had.load_count = newest.load_count - 1
    and had.last_load_id < newest.load_id
