-- Grain: one row per source system: the latest fact it told, and when it last delivered.
with

loads as (

    select * from {{ ref('stg_loads') }}

),

landed as (

    select
        source_system,
        max(landed_at) as landed_at
    from loads
    group by source_system

),

facts as (

    select
        source_system,
        occurred_at,
        occurred_at_text
    from {{ ref('lot_events') }}
    union all
    select
        source_system,
        occurred_at,
        started_at_text as occurred_at_text
    from {{ ref('operations') }}

),

numbered as (

    select
        landed.source_system,
        landed.landed_at,
        facts.occurred_at_text,
        row_number() over (
            partition by landed.source_system
            order by facts.occurred_at desc nulls last, facts.occurred_at_text desc nulls last
        ) as fact_no
    from landed
    left join facts
        on
            landed.source_system = facts.source_system
            and landed.landed_at >= facts.occurred_at

)

select
    source_system,
    occurred_at_text as data_as_of,
    {{ iso_instant('landed_at') }} as landed_at
from numbered
where fact_no = 1
