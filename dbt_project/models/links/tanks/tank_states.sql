-- Grain: one row per fill of a tank and episode in which it may be there: what the tank holds then.
-- state_no: its place in the chain of the episode, in order of the instant it counts from.
with

stays as (

    select * from {{ ref('int_tank_stays') }}
    where passing_kind = 'fill'

),

passings as (

    select * from {{ ref('int_tank_passings') }}

)

select
    {{ make_id('P', [
        "'tank'", 'stays.place_code', 'stays.episode_no', 'passings.fact_id',
    ]) }} as pool_id,
    stays.passing_id,
    stays.place_code,
    stays.episode_no,
    stays.from_at,
    stays.is_only_episode,
    passings.item_code,
    passings.place_site_code as site_code,
    passings.fact_id,
    row_number() over (
        partition by stays.place_code, stays.episode_no
        order by stays.from_at asc nulls first, stays.passing_id asc nulls last
    ) as state_no
from stays
inner join passings on stays.passing_id = passings.passing_id
