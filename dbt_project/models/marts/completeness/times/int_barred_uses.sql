-- Grain: one row per use or shipment of a lot while it was not free (TM-04, TM-05), however the
-- times are read, and status that bars it. Two days are compared as days; else the clocks may
-- differ by the tolerance, and a time without zone may be 14 hours off. Rework may take what was
-- rejected or held.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

windows as (

    select * from {{ ref('int_fact_windows') }}

),

uses as (

    select
        uses.*,
        windows.earliest_at
    from {{ ref('int_lot_uses') }} as uses
    inner join windows on uses.fact_id = windows.fact_id
    left join {{ ref('work_orders') }} as work_orders
        on uses.work_order_code = work_orders.work_order_code
    where coalesce(work_orders.order_type, '') <> 'rework' and windows.earliest_at is not null

),

barring as (

    select * from {{ ref('int_lot_bars') }}

),

compared as (

    select
        uses.*,
        barring.rule_barred,
        barring.status_site_code,
        barring.lot_status,
        barring.barred_from_at,
        barring.barred_until_at,
        barring.given_text,
        barring.status_system,
        barring.status_contract,
        barring.status_file,
        barring.status_row,
        case when uses.is_whole_day and barring.status_is_whole_day then 0 else {{ tolerance }} end
        + case when uses.is_zoned and barring.status_is_zoned then 0 else 50400 end as doubt_seconds
    from uses
    inner join barring on uses.lot_id = barring.lot_id

)

-- All columns of what was compared.
select * from compared  -- noqa: AM04
where
    coalesce({{ shift_seconds('earliest_at', '-doubt_seconds') }} >= barred_from_at, true)
    and coalesce({{ shift_seconds('latest_at', 'doubt_seconds') }} <= barred_until_at, true)
    and (
        status_site_code is null
        or site_code is null
        or status_site_code = site_code
        or lot_status in ('released', 'rejected', 'recalled')
    )
