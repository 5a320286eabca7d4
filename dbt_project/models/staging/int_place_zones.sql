-- Grain: one row per place that names its site: the site (null = two are named), and its zone.
-- zone_name as in int_site_settings.
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
            when min(places.site_code) = max(places.site_code) then min(places.site_code)
        end as site_code,
        case
            when min(sites.zone_name) = max(sites.zone_name) then min(sites.zone_name)
            when min(sites.zone_name) is not null then 'unknown'
        end as zone_name
    from places
    left join sites on places.site_code = sites.site_code
    where places.site_code is not null
    group by places.place_code

)

select * from zones
