-- Grain: one row per site_code seen anywhere. Where two masters speak, the latest load does.
with

seen as (

    select site_code from {{ ref('stg_erp__sites') }}
    union
    select site_code from {{ ref('stg_erp__work_orders') }}
    union
    select site_code from {{ ref('stg_erp__receipts') }}
    union
    select site_code from {{ ref('stg_erp__deliveries') }}
    union
    select site_code from {{ ref('stg_wms__lots') }}
    union
    select site_code from {{ ref('stg_wms__movements') }}
    union
    select site_code from {{ ref('stg_wms__stock') }}
    union
    select site_code from {{ ref('stg_mes__operations') }}
    union
    select site_code from {{ ref('stg_mes__consumptions') }}
    union
    select site_code from {{ ref('stg_mes__outputs') }}
    union
    select site_code from {{ ref('stg_mes__lot_changes') }}
    union
    select site_code from {{ ref('stg_mes__places') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by site_code
            order by
                load_id desc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as version_no
    from {{ ref('stg_erp__sites') }}

),

sites as (

    select
        seen.site_code,
        masters.site_name,
        masters.org_code,
        masters.site_type,
        masters.gln,
        masters.timezone,
        masters.address,
        masters.phone,
        masters.site_code is not null as has_master
    from seen
    left join ranked as masters
        on seen.site_code = masters.site_code and masters.version_no = 1
    where seen.site_code is not null

)

select * from sites
