-- Grain: one row per lot with a WMS lot master or a status: the status last given at each site; of
-- several sites, and where a status without time stands beside, the strictest speaks. An inspection
-- speaks for every site.
with

statuses as (

    select
        *,
        case lot_status
            when 'recalled' then 6
            when 'rejected' then 5
            when 'hold' then 4
            when 'quarantine' then 3
            when 'restricted' then 2
            when 'released' then 1
            else 0
        end as strictness
    from {{ ref('lot_statuses') }}

),

sites as (

    select
        lot_id,
        site_code
    from statuses
    where site_code is not null
    group by lot_id, site_code

),

sited as (

    select
        statuses.*,
        coalesce(statuses.site_code, sites.site_code) as place_code
    from statuses
    left join sites on statuses.lot_id = sites.lot_id and statuses.site_code is null

),

ranked as (

    select
        *,
        rank() over (
            partition by lot_id, place_code
            order by
                case when given_at is null or lot_status is null then 1 else 0 end asc nulls last,
                given_at desc nulls last
        ) as recency_no
    from sited

),

numbered as (

    select
        lot_id,
        place_code as site_code,
        lot_status,
        row_number() over (
            partition by lot_id
            order by
                strictness desc nulls last, place_code asc nulls last, lot_status asc nulls last,
                source_file asc nulls last, source_row asc nulls last
        ) as master_no
    from ranked
    where recency_no = 1 or given_at is null

)

select * from numbered
where master_no = 1
