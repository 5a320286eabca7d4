-- Grain: one row per rule and customer, ship-to partner or site of which the master data lack how
-- to reach it (MD-03) or its address (MD-04). Judged where the master data of the same site's
-- partners have such entries at all: where nobody has one, they were not delivered.
with

served as (

    select
        *,
        max(has_contact * is_customer) over (partition by site_key) as site_has_contacts,
        max(has_address) over (partition by site_key) as site_has_addresses
    from {{ ref('int_served_partners') }}

),

missing as (

    select
        'MD-03' as rule_id,
        'partner' as subject_kind,
        partner_code as code
    from served
    where is_customer = 1 and has_contact = 0 and site_has_contacts = 1
    union all
    select
        'MD-04' as rule_id,
        'partner' as subject_kind,
        partner_code as code
    from served
    where is_ship_to = 1 and has_address = 0 and site_has_addresses = 1
    union all
    select
        'MD-04' as rule_id,
        'site' as subject_kind,
        sites.site_code as code
    from {{ ref('sites') }} as sites
    inner join served on sites.site_code = served.site_key
    where sites.has_master and sites.address is null and served.site_has_addresses = 1

)

select
    rule_id,
    subject_kind,
    code
from missing
group by rule_id, subject_kind, code
