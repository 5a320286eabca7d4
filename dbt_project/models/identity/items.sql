-- Grain: one row per item_code seen anywhere. Of two masters the later load speaks; without a
-- base_uom there, it is the only unit the item was ever counted in.
with

seen as (

    select item_code from {{ ref('stg_erp__items') }}
    union
    select item_code from {{ ref('stg_erp__uom_conversions') }}
    union
    select item_code from {{ ref('stg_erp__work_orders') }}
    union
    select item_code from {{ ref('stg_erp__work_order_components') }}
    union
    select item_code from {{ ref('stg_erp__receipts') }}
    union
    select item_code from {{ ref('stg_erp__deliveries') }}
    union
    select item_code from {{ ref('stg_wms__lots') }}
    union
    select item_code from {{ ref('stg_wms__movements') }}
    union
    select to_item_code as item_code from {{ ref('stg_wms__movements') }}
    union
    select item_code from {{ ref('stg_wms__stock') }}
    union
    select item_code from {{ ref('stg_wms__handling_units') }}
    union
    select item_code from {{ ref('stg_mes__consumptions') }}
    union
    select item_code from {{ ref('stg_mes__outputs') }}
    union
    select item_code from {{ ref('stg_mes__lot_changes') }}
    union
    select item_code from {{ ref('stg_mes__inspections') }}
    union
    select item_code from {{ ref('int_lot_records') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by item_code
            order by
                load_id desc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as version_no
    from {{ ref('stg_erp__items') }}

),

units as (

    select
        item_code,
        min(from_uom) as only_uom
    from {{ ref('int_item_units') }}
    group by item_code
    having count(distinct from_uom) = 1

),

items as (

    select
        seen.item_code,
        masters.item_name,
        masters.item_type,
        masters.product_family,
        masters.brand,
        masters.pack_size,
        coalesce(masters.base_uom, units.only_uom) as base_uom,
        masters.is_lot_managed,
        masters.is_serial_managed,
        masters.is_on_food_traceability_list,
        masters.gtin,
        masters.shelf_life_days,
        masters.unit_value,
        masters.currency,
        masters.item_code is not null as has_master
    from seen
    left join ranked as masters
        on seen.item_code = masters.item_code and masters.version_no = 1
    left join units on seen.item_code = units.item_code
    where seen.item_code is not null

)

select * from items
