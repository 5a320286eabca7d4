-- Grain: one row per standing posting and tank that it fills or draws from, as written. A split,
-- merge or relabelling passes as the lot it makes. Counts and adjustments tell how much lies there,
-- not what.
with

passings as (

    select * from {{ ref('int_tank_postings') }}

),

postings as (

    select * from {{ ref('int_postings_standing') }}

),

tanks as (

    select * from {{ ref('holding_places') }}

),

transformations as (

    select
        fact_id,
        to_lot_id
    from {{ ref('lot_transformations') }}

)

-- All columns of a posting, and the tank it passes.
select
    passings.passing_kind,
    passings.place_code,
    passings.is_named,
    transformations.to_lot_id,
    tanks.site_code as place_site_code,
    tanks.is_declared,
    tanks.is_metered,
    tanks.tolerance_seconds,
    tanks.entry_delay_seconds,
    tanks.late_booking_seconds,
    postings.*  -- noqa: AM04
from passings
inner join tanks on passings.place_code = tanks.place_code
inner join postings on passings.fact_id = postings.fact_id
left join transformations on passings.fact_id = transformations.fact_id
