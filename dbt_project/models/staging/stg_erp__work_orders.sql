-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_work_orders') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_work_orders' and not is_withdrawn

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

current_rows as (

    select
        landed.*,
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
        {{ instant_probes('started_at') }},
        {{ instant_probes('closed_at') }}
    from current_rows

),

readings as (

    select
        *,
        {{ instant_readings('started_at') }},
        {{ instant_readings('closed_at') }}
    from probed

),

staged as (

    select
        work_order_code,
        site_code,
        line_code,
        item_code,
        planned_qty,
        uom,
        order_type,
        order_status,
        {{ instant_columns('started_at') }},
        {{ instant_columns('closed_at') }},
        'erp_work_orders' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
