-- Grain: one row per work order whose site has a zone. zone_name as in int_site_settings.
with

orders as (

    select * from {{ ref('stg_erp__work_orders') }}

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

zones as (

    select
        orders.work_order_code,
        case
            when min(sites.zone_name) = max(sites.zone_name) then min(sites.zone_name)
            else 'unknown'
        end as zone_name
    from orders
    inner join sites on orders.site_code = sites.site_code
    where sites.zone_name is not null
    group by orders.work_order_code

)

select * from zones
