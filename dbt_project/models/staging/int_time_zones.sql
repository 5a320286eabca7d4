-- Grain: one row per time zone the engine can read; an unreadable name would end the build.
with

zones as (

    select known.zone_name from {{ zone_names() }} as known

)

select * from zones
