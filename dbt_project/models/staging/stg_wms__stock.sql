-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('wms_stock') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'wms_stock' and not is_withdrawn

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
        {{ instant_probes('counted_at') }}
    from current_rows

),

readings as (

    select
        *,
        {{ scope_value('wms_stock') }} as scope_value,
        {{ instant_readings('counted_at') }}
    from probed

),

staged as (

    select
        site_code,
        location,
        item_code,
        lot_code,
        lot_code_key,
        lot_uid,
        qty,
        uom,
        stock_status,
        {{ instant_columns('counted_at') }},
        {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }} as lot_ref,
        'wms_stock' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
