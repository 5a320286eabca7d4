-- Grain: one row per item and unit in which some current row counts it.
with

units as (

    select
        item_code,
        uom as from_uom
    from {{ ref('stg_erp__work_orders') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_erp__work_order_components') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_erp__receipts') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_erp__deliveries') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_wms__movements') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_wms__stock') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_wms__handling_units') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_mes__consumptions') }}
    union
    select
        item_code,
        uom as from_uom
    from {{ ref('stg_mes__outputs') }}

),

known as (

    select * from units
    where item_code is not null and from_uom is not null

)

select * from known
