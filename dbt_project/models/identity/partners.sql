-- Grain: one row per partner_code seen anywhere. Where two masters speak, the latest load does.
with

seen as (

    select partner_code from {{ ref('stg_erp__partners') }}
    union
    select parent_partner_code as partner_code from {{ ref('stg_erp__partners') }}
    union
    select supplier_code as partner_code from {{ ref('stg_erp__receipts') }}
    union
    select ship_from_code as partner_code from {{ ref('stg_erp__receipts') }}
    union
    select customer_code as partner_code from {{ ref('stg_erp__deliveries') }}
    union
    select ship_to_code as partner_code from {{ ref('stg_erp__deliveries') }}
    union
    select supplier_code as partner_code from {{ ref('stg_wms__lots') }}
    union
    select partner_code from {{ ref('stg_wms__movements') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by partner_code
            order by
                load_id desc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as version_no
    from {{ ref('stg_erp__partners') }}

),

partners as (

    select
        seen.partner_code,
        masters.partner_name,
        masters.is_supplier,
        masters.is_customer,
        masters.is_ship_to,
        masters.parent_partner_code,
        masters.country,
        masters.address,
        masters.language,
        masters.contact_name,
        masters.email,
        masters.phone,
        masters.after_hours_phone,
        masters.contact_verified_date,
        masters.partner_code is not null as has_master
    from seen
    left join ranked as masters
        on seen.partner_code = masters.partner_code and masters.version_no = 1
    where seen.partner_code is not null

)

select * from partners
