-- Grain: one row per consumption at a place that lets nothing stay beyond its residence time.
-- until_at: the recorded end of use plus that time. Left out: a use before its lot was made, as far
-- as recorded ends tell; a contradiction closes no window.
with

consumptions as (

    select * from {{ ref('consumptions') }}
    where ended_basis = 'recorded' and begun_basis = 'recorded'

),

outputs as (

    select * from {{ ref('outputs') }}

),

places as (

    select * from {{ ref('holding_places') }}
    where residence_minutes >= 0 and not is_tank and not has_hold_up

),

made as (

    select
        lot_id,
        min(case when ended_basis = 'recorded' then occurred_until_at end) as first_made_at
    from outputs
    group by lot_id

)

select
    consumptions.fact_id,
    {{ shift_seconds('consumptions.occurred_until_at', '60 * places.residence_minutes') }}
        as until_at
from consumptions
inner join places on consumptions.place_code = places.place_code
inner join made
    on
        consumptions.lot_id = made.lot_id
        and consumptions.occurred_from_at >= made.first_made_at
