-- Grain: one row per machine and order (or made lot, where no order is known) that a consumption,
-- an output or a change of lots names; an order that takes apart has its lots too, as a part that
-- comes back is no link. Only the making of an output is bounded by its own times: a lot may have
-- been fed long before its scan, or a lot before it without any, so a row of another kind counts
-- from the start of its order, without one from as long before as its site books late. What has no
-- recorded end counts until the order is closed. Both widened by the tolerance, and times of an
-- order in no known zone by 14 hours; null = open.
with

work as (

    select * from {{ ref('int_machine_rows') }}

),

orders as (

    select * from {{ ref('work_orders') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

site_bounds as (

    select * from {{ ref('int_site_bounds') }}

),

bounded as (

    select
        work.equipment_code,
        work.order_code as work_order_code,
        work.ended_at as made_at,
        work.begun_at as said_at,
        case
            when orders.started_at_is_zoned then orders.started_at_from
            else {{ shift_seconds('orders.started_at_from', -50400) }}
        end as started_at,
        case
            when orders.closed_at_is_zoned then orders.closed_at_until
            else {{ shift_seconds('orders.closed_at_until', 50400) }}
        end as closed_at,
        case
            when work.order_code is null or orders.order_type = 'disassembly'
                then lot_references.lot_id
        end as lot_id,
        work.begun_basis = 'recorded' as is_recorded,
        work.begun_basis = 'recorded' and (work.is_output or work.order_code is null) as is_bound,
        60 * coalesce(site_bounds.tolerance_minutes, {{ var('tolerance_minutes') }}) as slack,
        3600 * coalesce(site_bounds.late_booking_hours, {{ var('late_booking_hours') }})
            as booking_slack
    from work
    left join orders on work.order_code = orders.work_order_code
    left join lot_references on work.lot_ref = lot_references.lot_ref
    left join site_bounds on coalesce(work.site_code, orders.site_code) = site_bounds.site_code

),

timed as (

    select
        equipment_code,
        work_order_code,
        lot_id,
        case
            when is_bound then {{ shift_seconds('said_at', '-slack') }}
            when started_at is not null
                then
                    {{ shift_seconds(
                        'least(coalesce(said_at, started_at), started_at)', '-slack'
                    ) }}
            when is_recorded
                then {{ shift_seconds('said_at', '-slack - booking_slack') }}
        end as begun_at,
        case
            when made_at is not null then {{ shift_seconds('made_at', 'slack') }}
            when closed_at >= said_at or said_at is null
                then {{ shift_seconds('closed_at', 'slack') }}
        end as ended_at
    from bounded

)

select
    equipment_code,
    work_order_code,
    lot_id,
    case when count(begun_at) = count(*) then min(begun_at) end as begun_at,
    case when count(ended_at) = count(*) then max(ended_at) end as ended_at,
    cast(count(*) as bigint) as record_count
from timed
group by equipment_code, work_order_code, lot_id
