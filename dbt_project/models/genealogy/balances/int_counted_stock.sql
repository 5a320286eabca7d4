-- Grain: one row per lot and site where the lot was counted: the sum of the latest counts of its
-- locations. null = an amount is unknown, or two units have no path between them.
with

counts as (

    select * from {{ ref('int_latest_counts') }}

),

sums as (

    select
        lot_id,
        site_code,
        min(booked_uom) as uom,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at,
        case
            when
                count(distinct coalesce(booked_uom, '')) = 1
                and min(case when booked_qty is null or occurred_at is null then 0 else 1 end) = 1
                then cast(sum(booked_qty) as decimal(18, 6))
        end as counted_qty
    from counts
    group by lot_id, site_code

)

select * from sums
