-- Grain: one row per consumption: lot -> run. It opens late where its place proves it, and closes
-- only where the place lets nothing stay.
with

consumptions as (

    select * from {{ ref('consumptions') }}

),

starts as (

    select * from {{ ref('feed_starts') }}

),

residences as (

    select * from {{ ref('int_residences') }}

),

site_bounds as (

    select * from {{ ref('int_site_bounds') }}

)

select
    consumptions.fact_id,
    'consumption' as edge_kind,
    consumptions.lot_id as from_node_id,
    consumptions.run_id as to_node_id,
    consumptions.evidence,
    consumptions.rule_id,
    starts.starts_at as from_at,
    residences.until_at,
    {{ shift_seconds(
        'residences.until_at',
        "60 * coalesce(site_bounds.tolerance_minutes, " ~ var('tolerance_minutes') ~ ")",
    ) }} as closes_at,
    consumptions.time_basis,
    consumptions.booked_qty as qty,
    consumptions.booked_uom as uom,
    consumptions.work_order_code,
    consumptions.operation_run_id,
    consumptions.place_code,
    consumptions.is_returned,
    consumptions.source_system,
    consumptions.contract,
    consumptions.source_file,
    consumptions.source_row,
    consumptions.event_month
from consumptions
left join starts on consumptions.fact_id = starts.fact_id
left join residences on consumptions.fact_id = residences.fact_id
left join site_bounds on consumptions.site_code = site_bounds.site_code
