-- Grain: one row per bound of a site or place, and per site its count of recorded instants.
with

sites as (

    select * from {{ ref('int_site_bounds') }}

),

places as (

    select * from {{ ref('int_place_bounds') }}

),

instants as (

    select * from {{ ref('recorded_instants') }}

),

bounds as (

    select
        site_code,
        cast(null as string) as place_code,
        'tolerance_minutes' as bound_name,
        tolerance_minutes as bound_value,
        'minutes' as unit,
        has_own_tolerance as is_own
    from sites
    union all
    select
        site_code,
        cast(null as string) as place_code,
        'entry_delay_minutes' as bound_name,
        entry_delay_minutes as bound_value,
        'minutes' as unit,
        has_own_entry_delay as is_own
    from sites
    union all
    select
        site_code,
        cast(null as string) as place_code,
        'late_booking_hours' as bound_name,
        late_booking_hours as bound_value,
        'hours' as unit,
        has_own_late_booking as is_own
    from sites
    union all
    select
        cast(null as string) as site_code,
        place_code,
        'hold_up' as bound_name,
        hold_up as bound_value,
        'base unit' as unit,
        true as is_own
    from places
    where hold_up is not null

)

select
    site_code,
    place_code,
    bound_name,
    cast(bound_value as decimal(18, 6)) as bound_value,
    unit,
    case when is_own then 'setting' else 'default' end as basis
from bounds
union all
select
    site_code,
    cast(null as string) as place_code,
    'recorded_times' as bound_name,
    cast(instant_count as decimal(18, 6)) as bound_value,
    'instants' as unit,
    'records' as basis
from instants
