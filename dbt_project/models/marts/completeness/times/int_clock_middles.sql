-- Grain: one row per kind of pair of times, station and day: the middle of its offsets and that of
-- its site, and how many are an hour or eight, to two minutes.
with

pairs as (

    select
        *,
        case
            when abs(abs(offset_seconds) - 3600) <= 120 or abs(abs(offset_seconds) - 28800) <= 120
                then 1
            else 0
        end as is_shift
    from {{ ref('int_clock_pairs') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by pair_kind, source_system, station_code, told_date
            order by
                offset_seconds asc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as pair_no,
        count(*) over (partition by pair_kind, source_system, station_code, told_date)
            as pair_count,
        row_number() over (
            partition by pair_kind, source_system, coalesce(site_code, '')
            order by
                offset_seconds asc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as site_pair_no,
        count(*) over (partition by pair_kind, source_system, coalesce(site_code, ''))
            as site_pair_count
    from pairs

),

sites as (

    select
        pair_kind,
        source_system,
        coalesce(site_code, '') as site_key,
        min(case when 2 * site_pair_no >= site_pair_count then offset_seconds end) as site_offset
    from ranked
    group by pair_kind, source_system, coalesce(site_code, '')

),

stations as (

    select
        pair_kind,
        source_system,
        station_code,
        told_date,
        min(coalesce(site_code, '')) as site_key,
        min(case when 2 * pair_no >= pair_count then offset_seconds end) as middle_offset,
        min(pair_count) as pair_count,
        cast(sum(is_shift) as bigint) as shift_count
    from ranked
    group by pair_kind, source_system, station_code, told_date

)

select
    stations.*,
    sites.site_offset
from stations
inner join sites
    on
        stations.pair_kind = sites.pair_kind
        and stations.source_system = sites.source_system
        and stations.site_key = sites.site_key
