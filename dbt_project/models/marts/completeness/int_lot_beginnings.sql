-- Grain: one row per lot, source, and kind of clock by which it was told (with a zone or without,
-- to the day or finer): the earliest that any record can have brought the lot onto the books.
-- A serial unit was there when its lot was, and a lot when one of its serial units was.
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

)

select
    lot_id,
    source_system,
    is_zoned,
    is_whole_day,
    max(has_birth) as has_birth,
    max(has_unknown) as has_unknown,
    min(earliest_at) as earliest_at
from united
group by lot_id, source_system, is_zoned, is_whole_day
