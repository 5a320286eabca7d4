-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ source('landing', 'mes_parameters') }}

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_parameters' and not is_withdrawn

),

operations as (

    select * from {{ ref('int_operation_zones') }}

),

current_rows as (

    select
        landed.*,
        nullif(coalesce(operations.zone_name, current_keys.load_zone), 'unknown') as zone_name,
        current_keys.is_contract_shaped
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id
    left join operations on landed.operation_run_id = operations.operation_run_id

),

probed as (

    select
        *,
        {{ instant_probes('measured_at') }}
    from current_rows

),

readings as (

    select
        *,
        {{ instant_readings('measured_at') }}
    from probed

),

staged as (

    select
        operation_run_id,
        parameter_name,
        value,
        unit,
        lower_limit,
        upper_limit,
        {{ instant_columns('measured_at') }},
        'mes_parameters' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
