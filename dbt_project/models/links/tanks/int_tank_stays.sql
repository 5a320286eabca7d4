-- Grain: one row per fill or draw and episode of its tank in which it may be.
-- Almost all are in one; only a window that spans a clearing is in more.
with

passings as (

    select * from {{ ref('int_tank_passings') }}

),

spans as (

    select * from {{ ref('int_tank_spans') }}

),

placed as (

    select
        spans.passing_id,
        passings.place_code,
        passings.passing_kind,
        passings.from_at,
        passings.until_at,
        spans.first_episode_no = spans.last_episode_no as is_only_episode,
        spans.first_episode_no,
        spans.last_episode_no
    from spans
    inner join passings on spans.passing_id = passings.passing_id

),

episodes as (

    select
        place_code,
        first_episode_no as episode_no
    from placed
    union
    select
        place_code,
        last_episode_no as episode_no
    from placed

)

select
    placed.passing_id,
    placed.place_code,
    placed.passing_kind,
    placed.from_at,
    placed.until_at,
    placed.is_only_episode,
    placed.first_episode_no as episode_no
from placed
union all
select
    placed.passing_id,
    placed.place_code,
    placed.passing_kind,
    placed.from_at,
    placed.until_at,
    placed.is_only_episode,
    episodes.episode_no
from placed
inner join episodes
    on
        placed.place_code = episodes.place_code
        and placed.first_episode_no < episodes.episode_no
        and placed.last_episode_no >= episodes.episode_no
