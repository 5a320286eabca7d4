-- Grain: one row per place code for which the settings name a bound.
-- hold_up: quantity, in the base unit of what is fed there, that flushes the place.
{% set settings = var('place_bounds') %}
with

configured as (

    {% for bound in settings %}
    select
        {{ text_literal(bound.place_code) }} as place_code,
        cast({{ number_literal(bound.hold_up) }} as decimal(18, 6)) as hold_up
    union all
    {% endfor %}
    select
        cast(null as string) as place_code,
        cast(null as decimal(18, 6)) as hold_up

)

select * from configured
where place_code is not null
