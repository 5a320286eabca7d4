-- Grain: one row per emptying, cleaning or counted zero of a place: the window in which it was.
-- A computed zero is none: a heel covers every draw.
with

events as (

    select * from {{ ref('stg_mes__place_events') }}
    where
        occurred_at is not null
        and (event_type in ('emptied', 'cleaned') or (event_type = 'counted' and qty = 0))

),

places as (

    select * from {{ ref('holding_places') }}

),

slack as (

    select
        events.*,
        case
            when events.occurred_at_basis = 'recorded' then places.tolerance_seconds
            when
                events.capture_method in ('scan', 'machine', 'manual')
                and events.occurred_at_is_zoned
                then places.entry_delay_seconds
            else places.late_booking_seconds
        end as slack_seconds
    from events
    inner join places on events.place_code = places.place_code

)

select
    place_code,
    event_id,
    source_system,
    source_file,
    source_row,
    {{ shift_seconds('occurred_at_from', '-slack_seconds') }} as from_at,
    {{ shift_seconds('occurred_at_until', 'slack_seconds') }} as until_at
from slack
