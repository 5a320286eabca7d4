-- Grain: one row per lot, source, and kind of clock by which it was told (with a zone or without,
-- to the day or finer): the earliest that any record can have brought the lot onto the books.
-- A serial unit was there when its lot was, and a lot when one of its serial units was. A lot that
-- appears before a source kept its history may have been there at any time.
with

arrivals as (

    select * from {{ ref('int_lot_arrivals') }}

),

own as (

    select
        lot_id,
        source_system,
        is_zoned,
        is_whole_day,
        max(case when is_birth then 1 else 0 end) as has_birth,
        max(case when earliest_at is null then 1 else 0 end) as has_unknown,
        min(earliest_at) as earliest_at
    from arrivals
    group by lot_id, source_system, is_zoned, is_whole_day

),

memberships as (

    select
        serial_lot_id,
        lot_id
    from {{ ref('serial_memberships') }}

),

united as (

    select * from own
    {% for side, other in [('serial_lot_id', 'lot_id'), ('lot_id', 'serial_lot_id')] %}
    union all
    select
        cast(memberships.{{ other }} as string) as lot_id,
        own.source_system,
        own.is_zoned,
        own.is_whole_day,
        0 as has_birth,
        own.has_unknown,
        own.earliest_at
    from own
    inner join memberships on own.lot_id = memberships.{{ side }}
    {% endfor %}

),

first_events as (

    select * from {{ ref('int_lot_first_events') }}

),

history_starts as (

    select * from {{ ref('int_history_starts') }}

)

select
    united.lot_id,
    united.source_system,
    united.is_zoned,
    united.is_whole_day,
    max(united.has_birth) as has_birth,
    max(
        case
            when first_events.occurred_at < cast(history_starts.history_from as timestamp) then 1
            else united.has_unknown
        end
    ) as has_unknown,
    min(united.earliest_at) as earliest_at
from united
left join first_events on united.lot_id = first_events.lot_id
left join history_starts
    on history_starts.source_system in (united.source_system, first_events.source_system)
group by united.lot_id, united.source_system, united.is_zoned, united.is_whole_day
