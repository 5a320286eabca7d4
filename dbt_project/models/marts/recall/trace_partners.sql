-- Grain: one row per partner code seen anywhere.
with

partners as (

    select * from {{ ref('partners') }}

)

select
    partner_code,
    partner_name,
    country,
    address,
    contact_name,
    email,
    phone,
    after_hours_phone,
    cast(contact_verified_date as varchar) as contact_verified_date
from partners
