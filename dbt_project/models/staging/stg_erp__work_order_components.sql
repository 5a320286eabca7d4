-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_work_order_components') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_work_order_components' and not is_withdrawn

),

current_rows as (

    select
        landed.*,
        current_keys.lot_scope
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id

),

readings as (

    select
        *,
        {{ scope_value('erp_work_order_components') }} as scope_value
    from current_rows

),

staged as (

    select
        work_order_code,
        line_no,
        item_code,
        required_qty,
        uom,
        is_mandatory,
        alternate_group,
        bom_version,
        allocated_lot_code,
        allocated_lot_code_key,
        allocated_lot_uid,
        {{ lot_ref(
            'lot', 'item_code', 'scope_value', 'allocated_lot_uid', 'allocated_lot_code_key'
        ) }} as allocated_lot_ref,
        'erp_work_order_components' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
