-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_uom_conversions') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_uom_conversions' and not is_withdrawn

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
        from_uom,
        to_uom,
        factor,
        'erp_uom_conversions' as contract,
        {{ system_columns() }}
    from current_rows

)

select * from staged
