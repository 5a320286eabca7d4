-- Grain: one row per place that matters for what it holds: of the place master, or one where lots
-- of an item were found to lie together, with its bounds in seconds.
-- is_tank: several lots lie in it and mix. is_declared: the master says so. Two masters of one
-- place: what either says of mixing holds, and it is metered only if both say so.
with

masters as (

    select * from {{ ref('stg_mes__places') }}

),

blended as (

    select * from {{ ref('int_blended_places') }}

),

site_bounds as (

    select * from {{ ref('int_site_bounds') }}

),

place_bounds as (

    select * from {{ ref('int_place_bounds') }}

),

united as (

    select
        place_code,
        site_code,
        case when place_type in ('tank', 'silo') then 1 else 0 end as is_tank,
        0 as is_blended,
        case when is_metered then 1 else 0 end as is_metered,
        case when has_hold_up then 1 else 0 end as has_hold_up,
        residence_minutes
    from masters
    union all
    select
        place_code,
        site_code,
        0 as is_tank,
        1 as is_blended,
        cast(null as integer) as is_metered,
        0 as has_hold_up,
        cast(null as decimal(18, 6)) as residence_minutes
    from blended

),

places as (

    select
        place_code,
        min(site_code) as site_code,
        max(is_tank) = 1 as is_declared,
        max(greatest(is_tank, is_blended)) = 1 as is_tank,
        coalesce(min(is_metered), 0) = 1 as is_metered,
        max(has_hold_up) = 1 as has_hold_up,
        max(residence_minutes) as residence_minutes
    from united
    group by place_code

)

select
    places.*,
    place_bounds.hold_up as hold_up_qty,
    cast(60 * coalesce(site_bounds.tolerance_minutes, {{ var('tolerance_minutes') }}) as bigint)
        as tolerance_seconds,
    cast(60 * coalesce(site_bounds.entry_delay_minutes, {{ var('entry_delay_minutes') }}) as bigint)
        as entry_delay_seconds,
    cast(3600 * coalesce(site_bounds.late_booking_hours, {{ var('late_booking_hours') }}) as bigint)
        as late_booking_seconds
from places
left join site_bounds on places.site_code = site_bounds.site_code
left join place_bounds on places.place_code = place_bounds.place_code
