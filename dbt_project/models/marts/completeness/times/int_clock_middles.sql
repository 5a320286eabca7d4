-- Grain: one row per kind of pair of times, station and day: the middle of its offsets and that of
-- its site, and how many are an hour or eight, to two minutes.
with

counts as (

    select * from {{ ref('int_clock_counts') }}

),

station_counts as (

    select
        pair_kind,
        source_system,
        station_code,
        told_date,
        offset_seconds,
        min(site_key) as site_key,
        cast(sum(pair_count) as bigint) as pair_count,
        cast(sum(shift_count) as bigint) as shift_count
    from counts
    group by pair_kind, source_system, station_code, told_date, offset_seconds

),

site_counts as (

    select
        pair_kind,
        source_system,
        site_key,
        offset_seconds,
        cast(sum(pair_count) as bigint) as pair_count
    from counts
    group by pair_kind, source_system, site_key, offset_seconds

),

{% for table, keys in {
    'station': 'pair_kind, source_system, station_code, told_date',
    'site': 'pair_kind, source_system, site_key',
}.items() %}
{{ table }}_ranks as (

    select
        *,
        cast(sum(pair_count) over (
            partition by {{ keys }}
            order by offset_seconds asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as pairs_so_far,
        cast(sum(pair_count) over (partition by {{ keys }}) as bigint) as all_pairs
    from {{ table }}_counts

),

{% endfor %}
sites as (

    select
        pair_kind,
        source_system,
        site_key,
        min(case when 2 * pairs_so_far >= all_pairs then offset_seconds end) as site_offset
    from site_ranks
    group by pair_kind, source_system, site_key

),

stations as (

    select
        pair_kind,
        source_system,
        station_code,
        told_date,
        min(site_key) as site_key,
        min(case when 2 * pairs_so_far >= all_pairs then offset_seconds end) as middle_offset,
        min(all_pairs) as pair_count,
        cast(sum(shift_count) as bigint) as shift_count
    from station_ranks
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
