-- Grain: one row per kind of pair of times, station, day, site and offset: how many pairs differ by
-- just so much, and how many of them by an hour or eight, to two minutes. Equal offsets count
-- together, so that no pair has to be put in order.
select
    pair_kind,
    source_system,
    station_code,
    told_date,
    coalesce(site_code, '') as site_key,
    offset_seconds,
    count(*) as pair_count,
    count(
        case
            when
                abs(abs(offset_seconds) - 3600) <= 120
                or abs(abs(offset_seconds) - 28800) <= 120
                then 1
        end
    ) as shift_count
from {{ ref('int_clock_pairs') }}
group by pair_kind, source_system, station_code, told_date, coalesce(site_code, ''), offset_seconds
