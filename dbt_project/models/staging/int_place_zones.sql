-- Grain: one row per place whose site has a zone. zone_name as in int_site_settings.
with

places as (

    select * from {{ ref('stg_mes__places') }}

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

zones as (

    select
        places.place_code,
        case
            when min(sites.zone_name) = max(sites.zone_name) then min(sites.zone_name)
            else 'unknown'
        end as zone_name
    from places
    inner join sites on places.site_code = sites.site_code
    where sites.zone_name is not null
    group by places.place_code

)

select * from zones
