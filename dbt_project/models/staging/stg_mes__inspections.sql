-- Grain: one row per current row of the contract; identical rows under one id are folded.
with

landed as (

    select * from {{ coded('mes_inspections') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_inspections' and not is_withdrawn

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
        nullif(
            coalesce(
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
    left join orders on landed.work_order_code = orders.work_order_code
    left join operations on landed.operation_run_id = operations.operation_run_id

),

probed as (

    select
        *,
        {{ instant_probes('inspected_at') }}
    from current_rows
    where copy_no = 1

),

readings as (

    select
        *,
        {{ scope_value('mes_inspections') }} as scope_value,
        {{ instant_readings('inspected_at') }}
    from probed

),

staged as (

    select
        inspection_id,
        item_code,
        lot_code,
        lot_code_key,
        lot_uid,
        inspection_type,
        work_order_code,
        operation_run_id,
        receipt_code,
        characteristic,
        result_value,
        unit,
        verdict,
        inspector_code,
        new_lot_status,
        certificate_code,
        {{ instant_columns('inspected_at') }},
        {{ lot_ref('lot', 'item_code', 'scope_value', 'lot_uid', 'lot_code_key') }} as lot_ref,
        'mes_inspections' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
