-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_deliveries') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_deliveries' and not is_withdrawn

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

current_rows as (

    select
        landed.*,
        current_keys.lot_scope,
        sites.org_code,
        nullif(coalesce(sites.zone_name, current_keys.load_zone), 'unknown') as zone_name,
        current_keys.is_contract_shaped
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id
    left join sites on landed.site_code = sites.site_code

),

probed as (

    select
        *,
        {{ instant_probes('shipped_at') }}
    from current_rows

),

readings as (

    select
        *,
        {{ scope_value('erp_deliveries') }} as scope_value,
        {{ instant_readings('shipped_at') }}
    from probed

),

staged as (

    select
        delivery_code,
        line_no,
        item_code,
        customer_code,
        ship_to_code,
        lot_code,
        lot_code_key,
        lot_uid,
        serial_code,
        serial_code_key,
        qty,
        uom,
        delivery_status,
        site_code,
        sales_order_code,
        carrier_name,
        vehicle_code,
        document_type,
        {{ instant_columns('shipped_at') }},
        coalesce(
            {{ serial_ref('item_code', 'scope_value', 'serial_code_key') }},
            {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }}
        ) as lot_ref,
        case
            when serial_code_key is not null
                then {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }}
        end as parent_lot_ref,
        'erp_deliveries' as contract,
        is_code_normalised,
        {{ system_columns() }}
    from readings

)

select * from staged
