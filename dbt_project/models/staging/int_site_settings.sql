-- Grain: one row per site code of the site master.
-- zone_name: null = none given; 'unknown' = unreadable, or two masters disagree.
-- org_code is that of the first-landed record, because lot ids are made of it and never change.
with

current_sites as (

    select * from {{ ref('stg_erp__sites') }}

),

landed_sites as (

    select * from {{ coded('erp_sites') }} as landed

),

known_zones as (

    select * from {{ ref('int_time_zones') }}

),

zones as (

    select
        current_sites.site_code,
        min(coalesce(known_zones.zone_name, 'unknown')) as first_zone,
        max(coalesce(known_zones.zone_name, 'unknown')) as last_zone
    from current_sites
    left join known_zones on current_sites.timezone = known_zones.zone_name
    where current_sites.timezone is not null
    group by current_sites.site_code

),

ranked_orgs as (

    select
        site_code,
        org_code,
        row_number() over (
            partition by site_code
            order by
                load_id asc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as version_no
    from landed_sites
    where org_code is not null

),

orgs as (

    select * from ranked_orgs
    where version_no = 1

),

codes as (

    select site_code from landed_sites
    group by site_code

),

settings as (

    select
        codes.site_code,
        case
            when zones.first_zone = zones.last_zone then zones.first_zone
            when zones.first_zone is not null then 'unknown'
        end as zone_name,
        orgs.org_code
    from codes
    left join zones on codes.site_code = zones.site_code
    left join orgs on codes.site_code = orgs.site_code

)

select * from settings
