-- Grain: one row per full load of a period that does not begin on the day after the periods loaded
-- before it ended: days that no load covers (S1), or that two cover in part (S3: the later load
-- counts) (FI-06). A period sent again is none.
with

periods as (

    select
        source_system,
        contract,
        covers_from,
        covers_to,
        max(load_id) as load_id
    from {{ ref('stg_loads') }}
    where mode = 'full' and covers_from is not null and covers_to is not null
    group by source_system, contract, covers_from, covers_to

),

followed as (

    select
        *,
        max(covers_to) over (
            partition by source_system, contract
            order by covers_from asc nulls last, covers_to asc nulls last, load_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as covered_to
    from periods

),

compared as (

    select
        *,
        cast(covers_from as timestamp) as begins_at,
        {{ shift_seconds('cast(covered_to as timestamp)', 86400) }} as expected_at
    from followed
    where covered_to is not null and covers_to > covered_to

)

select
    'FI-06' as rule_id,
    case when begins_at > expected_at then 'S1' else 'S3' end as severity,
    source_system,
    contract,
    load_id,
    cast(covers_from as string) as told_of,
    case
        when begins_at > expected_at
            then
                'it covers ' || contract || ' from ' || cast(covers_from as string)
                || ', the loads before it end with ' || cast(covered_to as string)
                || ': no load covers the days between.'
        else
            'it covers ' || contract || ' from ' || cast(covers_from as string)
            || ', and a load before it covers that day too; the later one counts.'
    end as words
from compared
where begins_at <> expected_at
