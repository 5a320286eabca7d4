-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('wms_lots') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'wms_lots' and not is_withdrawn

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
        {{ instant_probes('manufactured_at') }},
        {{ instant_probes('expires_at') }},
        {{ instant_probes('status_at') }}
    from current_rows

),

readings as (

    select
        *,
        {{ scope_value('wms_lots') }} as scope_value,
        {{ instant_readings('manufactured_at') }},
        {{ instant_readings('expires_at') }},
        {{ instant_readings('status_at') }}
    from probed

),

staged as (

    select
        item_code,
        lot_code,
        lot_code_key,
        lot_uid,
        site_code,
        supplier_code,
        supplier_lot_code,
        supplier_lot_code_key,
        lot_status,
        traceability_lot_code_source,
        {{ instant_columns('manufactured_at') }},
        {{ instant_columns('expires_at') }},
        {{ instant_columns('status_at') }},
        {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }} as lot_ref,
        'wms_lots' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
