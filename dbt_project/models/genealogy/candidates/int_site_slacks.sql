-- Grain: one row per site key ('' = no site): how far its clocks and its bookings may be off.
with

sites as (

    select * from {{ ref('sites') }}

),

bounds as (

    select * from {{ ref('int_site_bounds') }}

),

keyed as (

    select
        sites.site_code as site_key,
        bounds.tolerance_minutes,
        bounds.late_booking_hours
    from sites
    left join bounds on sites.site_code = bounds.site_code
    union all
    select
        '' as site_key,
        cast(null as decimal(18, 6)) as tolerance_minutes,
        cast(null as decimal(18, 6)) as late_booking_hours

)

select
    site_key,
    cast(60 * coalesce(tolerance_minutes, {{ var('tolerance_minutes') }}) as bigint)
        as tolerance_seconds,
    cast(3600 * coalesce(late_booking_hours, {{ var('late_booking_hours') }}) as bigint)
        as late_seconds
from keyed
