-- Grain: one row per operation run whose site, else whose order's site, has a zone.
with

operations as (

    select * from {{ ref('stg_mes__operations') }}

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

orders as (

    select * from {{ ref('int_order_zones') }}

),

found as (

    select
        operations.operation_run_id,
        coalesce(sites.zone_name, orders.zone_name) as zone_name
    from operations
    left join sites on operations.site_code = sites.site_code
    left join orders on operations.work_order_code = orders.work_order_code

),

zones as (

    select
        operation_run_id,
        case
            when min(zone_name) = max(zone_name) then min(zone_name)
            else 'unknown'
        end as zone_name
    from found
    where zone_name is not null
    group by operation_run_id

)

select * from zones
