-- Grain: one row per kind of pair of times, station and day with at least three pairs whose middle
-- offset says that a clock is wrong. TM-11: one hour or eight, to the minute, in four pairs of
-- five: a zone or the summer time. TM-10: the second time lies before the first by more than the
-- tolerance, or the station is further from the middle of its site than that, while that middle
-- agrees.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

middles as (

    select * from {{ ref('int_clock_middles') }}

),

judged as (

    select
        *,
        case
            when
                5 * shift_count >= 4 * pair_count
                and (pair_kind = 'store' or middle_offset < 0)
                then 'TM-11'
            when middle_offset < -{{ tolerance }} then 'TM-10'
            when
                pair_kind = 'store'
                and abs(site_offset) <= {{ tolerance }}
                and middle_offset - site_offset > {{ tolerance }}
                then 'TM-10'
        end as rule_id
    from middles
    where pair_count >= 3

)

select
    rule_id,
    pair_kind,
    source_system,
    station_code,
    told_date,
    pair_count,
    middle_offset
from judged
where rule_id is not null
