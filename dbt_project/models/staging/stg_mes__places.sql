-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('mes_places') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_places' and not is_withdrawn

),

current_rows as (

    select landed.*
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id

),

staged as (

    select
        place_code,
        site_code,
        place_name,
        place_type,
        has_hold_up,
        is_metered,
        residence_minutes,
        'mes_places' as contract,
        {{ system_columns() }}
    from current_rows

)

select * from staged
