-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ source('landing', 'crosswalks') }}

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'crosswalks' and not is_withdrawn

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
        kind,
        system_a,
        item_code,
        code_a,
        code_a_key,
        system_b,
        code_b,
        code_b_key,
        approved_by,
        'crosswalks' as contract,
        {{ system_columns() }}
    from current_rows

)

select * from staged
