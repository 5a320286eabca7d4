-- Grain: one row per current row of the contract; identical rows under one id are folded.
with

landed as (

    select * from {{ coded('mes_lot_changes') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_lot_changes' and not is_withdrawn

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

),

probed as (

    select
        *,
        {{ instant_probes('changed_at') }}
    from current_rows
    where copy_no = 1

),

readings as (

    select
        *,
        {{ scope_value('mes_lot_changes') }} as scope_value,
        {{ instant_readings('changed_at') }}
    from probed

),

staged as (

    select
        change_id,
        work_order_code,
        operation_run_id,
        site_code,
        place_code,
        equipment_code,
        item_code,
        from_lot_code,
        from_lot_code_key,
        from_lot_uid,
        to_lot_code,
        to_lot_code_key,
        to_lot_uid,
        operator_code,
        capture_method,
        {{ instant_columns('changed_at', captured=true) }},
        {{ lot_ref(
            'lot', 'item_code', 'scope_value', 'from_lot_uid', 'from_lot_code_key'
        ) }} as from_lot_ref,
        {{ lot_ref(
            'lot', 'item_code', 'scope_value', 'to_lot_uid', 'to_lot_code_key'
        ) }} as to_lot_ref,
        'mes_lot_changes' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
