-- Grain: one row per site: how many instants of its uses and outputs were captured when they
-- happened. At a site with none, time narrows nothing.
with

sites as (

    select * from {{ ref('int_site_bounds') }}

),

facts as (

    select
        site_code,
        begun_basis,
        ended_basis
    from {{ ref('consumptions') }}
    union all
    select
        site_code,
        begun_basis,
        ended_basis
    from {{ ref('outputs') }}

),

totals as (

    select
        site_code,
        cast(sum(
            case when begun_basis = 'recorded' then 1 else 0 end
            + case when ended_basis = 'recorded' then 1 else 0 end
        ) as bigint) as instant_count
    from facts
    group by site_code

)

select
    sites.site_code,
    coalesce(totals.instant_count, 0) as instant_count
from sites
left join totals on sites.site_code = totals.site_code
