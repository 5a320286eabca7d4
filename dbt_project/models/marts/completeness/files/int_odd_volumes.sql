-- Grain: one row per source system, contract and mode whose newest load has less than half of the
-- least, or more than twice the most, that at least three loads before it had (FI-14).
with

loads as (

    select
        *,
        row_number() over (
            partition by source_system, contract, mode
            order by load_id desc nulls last
        ) as newness_no
    from {{ ref('stg_loads') }}

),

usual as (

    select
        source_system,
        contract,
        mode,
        cast(count(*) as bigint) as load_count,
        min(row_count) as least_count,
        max(row_count) as most_count
    from loads
    where newness_no > 1
    group by source_system, contract, mode

)

select
    'FI-14' as rule_id,
    'S2' as severity,
    loads.source_system,
    loads.contract,
    loads.load_id,
    cast(null as string) as told_of,
    'it has ' || cast(loads.row_count as string) || ' rows of ' || loads.contract || ', the '
    || cast(usual.load_count as string) || ' loads before it had '
    || cast(usual.least_count as string) || ' to ' || cast(usual.most_count as string) || '.'
        as words
from loads
inner join usual
    on
        loads.source_system = usual.source_system
        and loads.contract = usual.contract
        and loads.mode = usual.mode
where
    loads.newness_no = 1
    and usual.load_count >= 3
    and (
        2 * loads.row_count < usual.least_count
        or loads.row_count > 2 * usual.most_count
    )
