-- Grain: one row per draw, episode of its tank and state that it may have drawn from last.
-- is_told: by the end as written; else only where that end may be late_booking away.
with

states as (

    select * from {{ ref('tank_states') }}

),

passings as (

    select * from {{ ref('int_tank_passings') }}

),

draws as (

    select
        stays.passing_id,
        stays.place_code,
        stays.episode_no,
        stays.until_at,
        stays.is_only_episode,
        passings.told_until_at
    from {{ ref('int_tank_stays') }} as stays
    inner join passings on stays.passing_id = passings.passing_id
    where stays.passing_kind = 'draw'

),

marks as (

    select
        place_code,
        episode_no,
        passing_id,
        0 as mark_order,
        false as is_told,
        from_at as mark_at,
        state_no
    from states
    union all
    select
        place_code,
        episode_no,
        passing_id,
        1 as mark_order,
        false as is_told,
        until_at as mark_at,
        cast(null as bigint) as state_no
    from draws
    union all
    select
        place_code,
        episode_no,
        passing_id,
        2 as mark_order,
        true as is_told,
        told_until_at as mark_at,
        cast(null as bigint) as state_no
    from draws
    where is_only_episode and told_until_at is not null

),

reached as (

    select
        place_code,
        episode_no,
        passing_id,
        mark_order,
        is_told,
        max(state_no) over (
            partition by place_code, episode_no
            order by mark_at asc nulls first, mark_order asc nulls last, passing_id asc nulls last
            rows between unbounded preceding and current row
        ) as state_no
    from marks

)

select
    reached.passing_id,
    states.pool_id,
    max(case when reached.is_told then 1 else 0 end) = 1 as is_told
from reached
inner join states
    on
        reached.place_code = states.place_code
        and reached.episode_no = states.episode_no
        and reached.state_no = states.state_no
where reached.mark_order > 0
group by reached.passing_id, states.pool_id
