-- Grain: one row per pair of times of one fact that should agree: when it happened and when a scan
-- or a machine entered it, and when an output was made and when the stores took it in. The offset
-- is the second time less the first. Only outputs that are one row on each side are compared.
-- A view: one reader counts it by station, the other keeps few of its rows.
{{ config(materialized='view') }}
with

entries as (

    select * from {{ ref('int_entries') }}
    where capture_method in ('scan', 'machine')

)

select
    'entry' as pair_kind,
    contract,
    source_system,
    source_file,
    source_row,
    site_code,
    coalesce(station_code, site_code, '') as station_code,
    cast(ended_at as date) as told_date,
    delay_seconds as offset_seconds
from entries
union all
select
    pair_kind,
    contract,
    source_system,
    source_file,
    source_row,
    site_code,
    station_code,
    told_date,
    offset_seconds
from {{ ref('int_store_pairs') }}
