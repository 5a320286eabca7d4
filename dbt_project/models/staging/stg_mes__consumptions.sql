-- Grain: one row per current row of the contract; identical rows under one id are folded.
with

landed as (

    select * from {{ coded('mes_consumptions') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_consumptions' and not is_withdrawn

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

operations as (

    select * from {{ ref('int_operation_zones') }}

),

orders as (

    select * from {{ ref('int_order_zones') }}

),

bounds as (

    select * from {{ ref('int_site_bounds') }}

),

current_rows as (

    select
        landed.*,
        current_keys.lot_scope,
        sites.org_code,
        nullif(
            coalesce(
                sites.zone_name,
                orders.zone_name,
                operations.zone_name,
                current_keys.load_zone
            ),
            'unknown'
        ) as zone_name,
        current_keys.is_contract_shaped,
        coalesce(bounds.tolerance_minutes, {{ var('tolerance_minutes') }})
            as site_tolerance_minutes,
        row_number() over (
            partition by landed.source_system, landed.row_key, landed.row_hash
            order by landed.source_file asc nulls last, landed.source_row asc nulls last
        ) as copy_no
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id
    left join sites on landed.site_code = sites.site_code
    left join orders on landed.work_order_code = orders.work_order_code
    left join operations on landed.operation_run_id = operations.operation_run_id
    left join bounds on landed.site_code = bounds.site_code

),

probed as (

    select
        *,
        {{ instant_probes('started_at') }},
        {{ instant_probes('ended_at') }},
        {{ instant_probes('recorded_at') }}
    from current_rows
    where copy_no = 1

),

readings as (

    select
        *,
        {{ scope_value('mes_consumptions') }} as scope_value,
        {{ instant_readings('started_at') }},
        {{ instant_readings('ended_at') }},
        {{ instant_readings('recorded_at') }}
    from probed

),

staged as (

    select
        consumption_id,
        work_order_code,
        operation_run_id,
        site_code,
        place_code,
        item_code,
        lot_code,
        lot_code_key,
        lot_uid,
        serial_code,
        serial_code_key,
        qty,
        uom,
        operator_code,
        equipment_code,
        shift_code,
        capture_method,
        consumption_kind,
        output_group,
        reversal_of,
        {{ instant_columns('started_at', captured=true, recorded=true) }},
        {{ instant_columns('ended_at', captured=true, recorded=true) }},
        {{ instant_columns('recorded_at', captured=true) }},
        coalesce(
            {{ serial_ref('item_code', 'scope_value', 'serial_code_key') }},
            {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }}
        ) as lot_ref,
        case
            when serial_code_key is not null
                then {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }}
        end as parent_lot_ref,
        'mes_consumptions' as contract,
        is_code_normalised,
        {{ system_columns() }}
    from readings

)

select * from staged
