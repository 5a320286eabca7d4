-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_items') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_items' and not is_withdrawn

),

current_rows as (

    select landed.*
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id

),

staged as (

    select
        item_code,
        item_name,
        item_type,
        product_family,
        brand,
        pack_size,
        base_uom,
        is_lot_managed,
        is_serial_managed,
        is_on_food_traceability_list,
        gtin,
        shelf_life_days,
        unit_value,
        currency,
        'erp_items' as contract,
        {{ system_columns() }}
    from current_rows

)

select * from staged
