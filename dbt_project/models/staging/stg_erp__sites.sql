-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_sites') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_sites' and not is_withdrawn

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
        site_code,
        site_name,
        org_code,
        site_type,
        gln,
        timezone,
        address,
        phone,
        'erp_sites' as contract,
        {{ system_columns() }}
    from current_rows

)

select * from staged
