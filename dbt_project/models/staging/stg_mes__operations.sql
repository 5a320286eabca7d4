-- Grain: one row per current row of the contract; identical rows under one id are folded.
with

landed as (

    select * from {{ coded('mes_operations') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_operations' and not is_withdrawn

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

orders as (

    select * from {{ ref('int_order_zones') }}

),

current_rows as (

    select
        landed.*,
        nullif(
            coalesce(
                sites.zone_name,
                orders.zone_name,
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

),

probed as (

    select
        *,
        {{ instant_probes('started_at') }},
        {{ instant_probes('ended_at') }}
    from current_rows
    where copy_no = 1

),

readings as (

    select
        *,
        {{ instant_readings('started_at') }},
        {{ instant_readings('ended_at') }}
    from probed

),

staged as (

    select
        operation_run_id,
        work_order_code,
        site_code,
        operation_no,
        operation_name,
        equipment_code,
        operator_code,
        shift_code,
        good_qty,
        scrap_qty,
        uom,
        {{ instant_columns('started_at') }},
        {{ instant_columns('ended_at') }},
        'mes_operations' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
