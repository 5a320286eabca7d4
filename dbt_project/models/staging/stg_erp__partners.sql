-- Grain: one row per current row of the contract.
with

landed as (

    select * from {{ coded('erp_partners') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'erp_partners' and not is_withdrawn

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
        partner_code,
        partner_name,
        is_supplier,
        is_customer,
        is_ship_to,
        parent_partner_code,
        country,
        address,
        language,
        contact_name,
        email,
        phone,
        after_hours_phone,
        contact_verified_date,
        'erp_partners' as contract,
        {{ system_columns() }}
    from current_rows

)

select * from staged
