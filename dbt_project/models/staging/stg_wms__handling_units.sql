-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('wms_handling_units') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'wms_handling_units' and not is_withdrawn

),

current_rows as (

    select
        landed.*,
        current_keys.lot_scope,
        nullif(current_keys.load_zone, 'unknown') as zone_name,
        current_keys.is_contract_shaped
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id

),

probed as (

    select
        *,
        {{ instant_probes('packed_at') }},
        {{ instant_probes('unpacked_at') }}
    from current_rows

),

readings as (

    select
        *,
        {{ scope_value('wms_handling_units') }} as scope_value,
        {{ instant_readings('packed_at') }},
        {{ instant_readings('unpacked_at') }}
    from probed

),

staged as (

    select
        parent_code,
        child_code,
        item_code,
        lot_code,
        lot_code_key,
        lot_uid,
        serial_code,
        serial_code_key,
        qty,
        uom,
        {{ instant_columns('packed_at') }},
        {{ instant_columns('unpacked_at') }},
        coalesce(
            {{ serial_ref('item_code', 'scope_value', 'serial_code_key') }},
            {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }}
        ) as lot_ref,
        case
            when serial_code_key is not null
                then {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }}
        end as parent_lot_ref,
        'wms_handling_units' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
