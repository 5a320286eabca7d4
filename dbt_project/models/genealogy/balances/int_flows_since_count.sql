-- Grain: one row per lot and site where the lot was counted: what moved up to the count and after.
-- between_count: movements, also inside the site, between the counts of two locations; nobody can
-- say on which side of them they were counted.
with

counted as (

    select * from {{ ref('int_counted_stock') }}

),

movements as (

    select * from {{ ref('int_store_movements') }}

),

placed as (

    select
        counted.lot_id,
        counted.site_code,
        movements.flow_qty,
        movements.occurred_at > counted.last_at as is_after,
        movements.flow_kind = 'adjustment' as is_adjustment,
        movements.lot_id is not null and (
            movements.occurred_at is null
            or movements.flow_qty is null
            or (
                movements.occurred_at > counted.first_at
                and movements.occurred_at <= counted.last_at
            )
        ) as is_unclear
    from counted
    left join movements
        on
            counted.lot_id = movements.lot_id
            and coalesce(counted.site_code, '') = coalesce(movements.site_code, '')

),

sums as (

    select
        lot_id,
        site_code,
        max(case when is_unclear then 1 else 0 end) as has_unclear,
        cast(sum(case when is_after then 0 else coalesce(flow_qty, 0) end) as decimal(18, 6))
            as before_qty,
        cast(
            sum(case when is_after and not is_adjustment then coalesce(flow_qty, 0) else 0 end)
            as decimal(18, 6)
        ) as after_qty,
        cast(
            sum(case when is_after and is_adjustment then coalesce(flow_qty, 0) else 0 end)
            as decimal(18, 6)
        ) as adjusted_qty
    from placed
    group by lot_id, site_code

)

select * from sums
