-- Grain: one row per turn at a place with hold-up: what it left there.
-- reaches_next: no clearing was surely between it and the next turn. is_flushing: it fed at least
-- the hold-up of the place, so that what lay there before is gone; without that setting each does.
with

turns as (

    select * from {{ ref('int_place_turns') }}

),

places as (

    select * from {{ ref('holding_places') }}

),

clearings as (

    select * from {{ ref('int_clearings') }}

),

united as (

    select
        place_code,
        turn_no,
        min(from_at) as from_at,
        max(until_at) as until_at,
        cast(count(*) as bigint) as run_count,
        case when count(fed_qty) = count(*) then cast(sum(fed_qty) as decimal(38, 6)) end as fed_qty
    from turns
    group by place_code, turn_no

),

followed as (

    select
        united.*,
        lead(united.from_at) over (
            partition by united.place_code order by united.turn_no asc nulls last
        ) as next_from_at
    from united

),

cleared as (

    select
        followed.place_code,
        followed.turn_no
    from followed
    inner join clearings
        on
            followed.place_code = clearings.place_code
            and followed.until_at <= clearings.from_at
            and followed.next_from_at >= clearings.until_at
    group by followed.place_code, followed.turn_no

)

select
    {{ make_id('P', ["'hold_up'", 'followed.place_code', 'followed.turn_no']) }} as pool_id,
    followed.place_code,
    places.site_code,
    followed.turn_no,
    followed.run_count,
    followed.from_at,
    followed.until_at,
    followed.next_from_at is not null and cleared.turn_no is null as reaches_next,
    places.hold_up_qty is null or coalesce(followed.fed_qty >= places.hold_up_qty, false)
        as is_flushing
from followed
inner join places on followed.place_code = places.place_code
left join cleared
    on
        followed.place_code = cleared.place_code
        and followed.turn_no = cleared.turn_no
