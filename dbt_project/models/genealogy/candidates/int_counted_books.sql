-- Grain: one row per lot, site and time at which its stock or a reading of it changed: what each
-- book says then, before and after the moves of that time, and at least: what came in within the
-- tolerance of the clocks may have come later, and what went may have gone before.
with

signed as (

    select
        flows.*,
        case when flows.record_qty + flows.warehouse_qty > 0 then 1 else -1 end
        * slacks.tolerance_seconds as least_seconds
    from {{ ref('int_shelf_flows') }} as flows
    inner join {{ ref('int_site_slacks') }} as slacks
        on coalesce(flows.site_code, '') = slacks.site_key

),

readings as (

    select
        lot_id,
        site_code,
        occurred_at,
        flow_uom,
        case when record_qty is null or occurred_at is null then 1 else 0 end as is_unknown,
        record_qty,
        warehouse_qty,
        cast(0 as decimal(18, 6)) as record_least_qty,
        cast(0 as decimal(18, 6)) as warehouse_least_qty
    from signed
    union all
    select
        lot_id,
        site_code,
        {{ shift_seconds('occurred_at', 'least_seconds') }} as occurred_at,
        flow_uom,
        0 as is_unknown,
        cast(0 as decimal(18, 6)) as record_qty,
        cast(0 as decimal(18, 6)) as warehouse_qty,
        record_qty as record_least_qty,
        warehouse_qty as warehouse_least_qty
    from signed

),

steps as (

    select
        lot_id,
        site_code,
        occurred_at,
        max(is_unknown) as is_unknown,
        count(distinct coalesce(flow_uom, '')) as uom_count,
        cast(sum(record_qty) as decimal(18, 6)) as record_qty,
        cast(sum(warehouse_qty) as decimal(18, 6)) as warehouse_qty,
        cast(sum(record_least_qty) as decimal(18, 6)) as record_least_qty,
        cast(sum(warehouse_least_qty) as decimal(18, 6)) as warehouse_least_qty
    from readings
    group by lot_id, site_code, occurred_at

),

sums as (

    select
        *,
        max(is_unknown) over (partition by lot_id, site_code) as has_unknown,
        cast(sum(record_qty) over (
            partition by lot_id, site_code order by occurred_at asc nulls first
        ) as decimal(18, 6)) as record_sum,
        cast(sum(warehouse_qty) over (
            partition by lot_id, site_code order by occurred_at asc nulls first
        ) as decimal(18, 6)) as warehouse_sum,
        cast(sum(record_least_qty) over (
            partition by lot_id, site_code order by occurred_at asc nulls first
        ) as decimal(18, 6)) as record_least_sum,
        cast(sum(warehouse_least_qty) over (
            partition by lot_id, site_code order by occurred_at asc nulls first
        ) as decimal(18, 6)) as warehouse_least_sum
    from steps

)

select
    lot_id,
    site_code,
    occurred_at,
    record_sum as record_book_qty,
    record_sum - record_qty as record_before_qty,
    record_least_sum as record_least_qty,
    warehouse_sum as warehouse_book_qty,
    warehouse_sum - warehouse_qty as warehouse_before_qty,
    warehouse_least_sum as warehouse_least_qty
from sums
where uom_count = 1 and has_unknown = 0
