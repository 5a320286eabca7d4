-- Grain: one row per use or shipment of a lot that lies before every record that brought the lot
-- onto the books, however their times are read. Compared are the latest the use can have been and
-- the earliest each of those records can have been. Two days are compared as days. Else the clocks
-- may differ by the tolerance. A time without zone may be 14 hours off, unless both times are of
-- one source, whose clock is one. A record without time may be early: then nothing is said, and
-- neither of a lot that no record says was received or made.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

uses as (

    select * from {{ ref('int_lot_uses') }}

),

beginnings as (

    select * from {{ ref('int_lot_beginnings') }}

),

paired as (

    select
        uses.fact_id,
        uses.lot_id,
        uses.latest_at,
        beginnings.earliest_at,
        beginnings.has_birth,
        beginnings.has_unknown,
        uses.is_whole_day and beginnings.is_whole_day as are_days,
        case
            when
                uses.source_system = beginnings.source_system
                and uses.is_zoned = beginnings.is_zoned
                then 0
            else
                case when uses.is_zoned then 0 else 50400 end
                + case when beginnings.is_zoned then 0 else 50400 end
        end as doubt_seconds
    from uses
    inner join beginnings on uses.lot_id = beginnings.lot_id

),

compared as (

    select
        fact_id,
        lot_id,
        has_birth,
        case
            when has_unknown = 1 then 0
            when are_days and {{ shift_seconds('latest_at', 'doubt_seconds') }} <= earliest_at
                then 1
            when
                not are_days
                and {{ shift_seconds('latest_at', 'doubt_seconds + ' ~ tolerance) }} < earliest_at
                then 1
            else 0
        end as is_before
    from paired

),

early as (

    select
        fact_id,
        lot_id
    from compared
    group by fact_id, lot_id
    having min(is_before) = 1 and max(has_birth) = 1

)

-- All columns of a use.
select uses.*  -- noqa: AM04
from uses
inner join early on uses.fact_id = early.fact_id and uses.lot_id = early.lot_id
