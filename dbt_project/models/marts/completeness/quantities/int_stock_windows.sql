-- Grain: one row per change of a lot's stock at a site, at the time that is kindest to the book:
-- what came in as early as it can have come, what went out as late as it can have gone, however
-- the times are read. Between two instants lies the tolerance of the clocks; a time without zone
-- may be 14 hours off against another source. What went out without any time is left out.
-- A view: one reader adds it up, the other keeps few of its rows.
{{ config(materialized='view') }}
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

movements as (

    select * from {{ ref('stock_movements') }}
    where lot_id is not null and not is_unknown_lot

),

windows as (

    select * from {{ ref('int_fact_windows') }}

),

sources as (

    select
        lot_id,
        max(source_system) as last_source,
        min(source_system) as first_source,
        max(case when site_code is null then 1 else 0 end) as has_no_site
    from movements
    group by lot_id

),

doubted as (

    select
        movements.*,
        windows.earliest_at,
        windows.latest_at,
        {{ tolerance }} + case
            when windows.is_zoned or sources.first_source = sources.last_source then 0
            else 50400
        end as doubt_seconds
    from movements
    inner join sources on movements.lot_id = sources.lot_id
    left join windows on movements.fact_id = windows.fact_id
    where sources.has_no_site = 0

),

kindest as (

    select
        *,
        case
            when coalesce(flow_qty, 1) > 0 then {{ shift_seconds('earliest_at', '-doubt_seconds') }}
            else {{ shift_seconds('latest_at', 'doubt_seconds') }}
        end as counts_at
    from doubted

)

select
    fact_id,
    lot_id,
    site_code,
    flow_kind,
    flow_qty,
    flow_uom,
    work_order_code,
    counts_at,
    occurred_at_text,
    source_system,
    contract,
    source_file,
    source_row
from kindest
where coalesce(flow_qty, 1) > 0 or counts_at is not null
