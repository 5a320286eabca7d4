-- Grain: one row per source system that says since when it keeps records; its last word counts.
with

loads as (

    select * from {{ ref('stg_loads') }}
    where history_from is not null

),

numbered as (

    select
        source_system,
        history_from,
        row_number() over (
            partition by source_system
            order by load_id desc nulls last, contract asc nulls last
        ) as load_no
    from loads

)

select * from numbered
where load_no = 1
