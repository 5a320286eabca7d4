-- Grain: one row per site code that a landed row or the settings name, with its bounds.
-- A reader whose row names no site takes the variables of the same names.
{% set settings = var('site_bounds') %}
{% set contracts = [
    'erp_sites', 'erp_work_orders', 'erp_receipts', 'erp_deliveries', 'wms_lots', 'wms_movements',
    'wms_stock', 'mes_operations', 'mes_consumptions', 'mes_outputs', 'mes_lot_changes',
    'mes_places',
] %}
with

configured as (

    {% for bound in settings %}
    select
        {{ text_literal(bound.site_code) }} as site_code,
        cast({{ number_literal(bound.tolerance_minutes) }} as decimal(18, 6))
            as tolerance_minutes,
        cast({{ number_literal(bound.entry_delay_minutes) }} as decimal(18, 6))
            as entry_delay_minutes,
        cast({{ number_literal(bound.late_booking_hours) }} as decimal(18, 6))
            as late_booking_hours
    union all
    {% endfor %}
    select
        cast(null as string) as site_code,
        cast(null as decimal(18, 6)) as tolerance_minutes,
        cast(null as decimal(18, 6)) as entry_delay_minutes,
        cast(null as decimal(18, 6)) as late_booking_hours

),

seen as (

    {% for contract in contracts %}
    select landed.site_code from {{ coded(contract, ['site']) }} as landed
    union
    {% endfor %}
    select site_code from configured

)

select
    seen.site_code,
    coalesce(configured.tolerance_minutes, {{ var('tolerance_minutes') }}) as tolerance_minutes,
    coalesce(configured.entry_delay_minutes, {{ var('entry_delay_minutes') }})
        as entry_delay_minutes,
    coalesce(configured.late_booking_hours, {{ var('late_booking_hours') }}) as late_booking_hours,
    configured.tolerance_minutes is not null as has_own_tolerance,
    configured.entry_delay_minutes is not null as has_own_entry_delay,
    configured.late_booking_hours is not null as has_own_late_booking
from seen
left join configured on seen.site_code = configured.site_code
where seen.site_code is not null
