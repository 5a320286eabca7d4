-- Grain: one row per site and partner that it shipped to or received from, and what is on file of
-- the partner: how it is reached (its own or that of the partner it belongs to) and its address.
with

dealings as (

    select
        site_code,
        customer_code as partner_code,
        'customer' as partner_role
    from {{ ref('shipments') }}
    union all
    select
        site_code,
        ship_to_code as partner_code,
        'ship_to' as partner_role
    from {{ ref('shipments') }}
    union all
    select
        site_code,
        supplier_code as partner_code,
        'supplier' as partner_role
    from {{ ref('receipts') }}

),

served as (

    select
        coalesce(site_code, '') as site_key,
        partner_code,
        max(case when partner_role = 'customer' then 1 else 0 end) as is_customer,
        max(case when partner_role = 'ship_to' then 1 else 0 end) as is_ship_to
    from dealings
    where partner_code is not null
    group by coalesce(site_code, ''), partner_code

),

partners as (

    select * from {{ ref('partners') }}
    where has_master

)

select
    served.site_key,
    served.partner_code,
    served.is_customer,
    served.is_ship_to,
    case
        when coalesce(
            partners.email, partners.phone, partners.after_hours_phone,
            owners.email, owners.phone, owners.after_hours_phone
        ) is null then 0
        else 1
    end as has_contact,
    case when partners.address is null then 0 else 1 end as has_address
from served
inner join partners on served.partner_code = partners.partner_code
left join partners as owners on partners.parent_partner_code = owners.partner_code
