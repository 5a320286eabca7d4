-- Grain: one row per machine and order (or made lot, where no order is known) that a consumption,
-- an output or a change of lots names. What is not recorded as it happened counts from the start
-- of its order, and what has no recorded end until the order is closed; null = open.
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

timed as (

    select
        work.equipment_code,
        work.order_code as work_order_code,
        case when work.order_code is null then lot_references.lot_id end as lot_id,
        case
            when work.begun_basis = 'recorded' then work.begun_at
            when orders.started_at is not null then least(work.begun_at, orders.started_at)
        end as begun_at,
        case
            when work.ended_at is not null then work.ended_at
            when orders.closed_at_until >= work.begun_at or work.begun_at is null
                then orders.closed_at_until
        end as ended_at
    from work
    left join orders on work.order_code = orders.work_order_code
    left join lot_references on work.lot_ref = lot_references.lot_ref

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
