-- Grain: one row per fill of a tank: when the first clearing that is surely after it is surely
-- over. cleared_at: null = never.
with

fills as (

    select * from {{ ref('int_tank_passings') }}
    where passing_kind = 'fill'

),

clearings as (

    select * from {{ ref('int_clearings') }}

),

marks as (

    select
        place_code,
        passing_id as mark_id,
        0 as mark_order,
        until_at as mark_at,
        cast(null as timestamp) as cleared_at
    from fills
    union all
    select
        place_code,
        source_system || chr(31) || event_id || chr(31) || source_file || chr(31)
        || cast(source_row as string) as mark_id,
        1 as mark_order,
        from_at as mark_at,
        until_at as cleared_at
    from clearings

),

cleared as (

    select
        mark_id,
        mark_order,
        min(cleared_at) over (
            partition by place_code
            order by mark_at asc nulls last, mark_order asc nulls last, mark_id asc nulls last
            rows between current row and unbounded following
        ) as cleared_at
    from marks

)

select
    mark_id as passing_id,
    cleared_at
from cleared
where mark_order = 0
