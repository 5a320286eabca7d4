-- Grain: one row per flow, site and side that tells this flow there: at least half of the site's
-- documents, between its first and its last record. A warehouse that posts an issue now and then
-- is no feed, and nothing is missing from it.
with

told as (

    select
        flow,
        site_code,
        document_code,
        max(case when side = 'wms' then 1 else 0 end) as by_wms,
        max(case when side <> 'wms' then 1 else 0 end) as by_first,
        min(case when side = 'wms' then occurred_at end) as wms_first_at,
        max(case when side = 'wms' then occurred_at end) as wms_last_at,
        min(case when side <> 'wms' then occurred_at end) as other_first_at,
        max(case when side <> 'wms' then occurred_at end) as other_last_at
    from {{ ref('int_reconciled_rows') }}
    where site_code is not null
    group by flow, site_code, document_code

),

counted as (

    select
        flow,
        site_code,
        cast(count(*) as bigint) as document_count,
        cast(sum(by_wms) as bigint) as wms_count,
        cast(sum(by_first) as bigint) as other_count,
        min(wms_first_at) as wms_first_at,
        max(wms_last_at) as wms_last_at,
        min(other_first_at) as other_first_at,
        max(other_last_at) as other_last_at
    from told
    group by flow, site_code

)

select
    flow,
    site_code,
    'wms' as side,
    wms_count as document_count,
    wms_first_at as first_at,
    wms_last_at as last_at
from counted
where 2 * wms_count >= document_count
union all
select
    flow,
    site_code,
    case when flow in ('consumption', 'output') then 'mes' else 'erp' end as side,
    other_count as document_count,
    other_first_at as first_at,
    other_last_at as last_at
from counted
where 2 * other_count >= document_count
