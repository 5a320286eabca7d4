-- Grain: one row per fill or draw: the first and last episode of the tank in which it may be.
-- Episodes are numbered from 0; each clearing that ends some fill begins a new one.
with

passings as (

    select * from {{ ref('int_tank_passings') }}

),

fill_ends as (

    select * from {{ ref('int_tank_fill_ends') }}

),

windows as (

    select
        passings.place_code,
        passings.passing_id,
        passings.passing_kind,
        passings.from_at,
        case
            when passings.passing_kind = 'draw' then passings.until_at else fill_ends.cleared_at
        end as until_at
    from passings
    left join fill_ends on passings.passing_id = fill_ends.passing_id

),

borders as (

    select
        place_code,
        until_at as border_at
    from windows
    where passing_kind = 'fill' and until_at is not null
    group by place_code, until_at

),

-- A clearing ends the fills before it: what begins at that instant is in the new episode.
marks as (

    select
        place_code,
        '' as passing_id,
        'border' as mark_kind,
        1 as mark_order,
        border_at as mark_at,
        1 as border_count
    from borders
    union all
    select
        place_code,
        passing_id,
        'from' as mark_kind,
        2 as mark_order,
        from_at as mark_at,
        0 as border_count
    from windows
    union all
    select
        place_code,
        passing_id,
        'until' as mark_kind,
        case when passing_kind = 'fill' then 0 else 2 end as mark_order,
        until_at as mark_at,
        0 as border_count
    from windows

),

numbered as (

    select
        passing_id,
        mark_kind,
        cast(sum(border_count) over (
            partition by place_code
            order by
                mark_at asc nulls last,
                mark_order asc nulls last,
                passing_id asc nulls last,
                mark_kind asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as episode_no
    from marks

)

select
    passing_id,
    min(episode_no) as first_episode_no,
    max(episode_no) as last_episode_no
from numbered
where mark_kind <> 'border'
group by passing_id
