-- Grain: one row per lot that a current row names, and per order with records: what its balance
-- can rest on. hindrance: why it cannot be assessed, whatever its amounts.
with

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

origins as (

    select * from {{ ref('lot_origins') }}

),

listed as (

    select * from {{ ref('int_listed_shipments') }}

),

holdings as (

    select
        lot_id,
        min(case when is_counted or book_qty = 0 then 1 else 0 end) as all_counted,
        max(case when is_counted then 1 else 0 end) as some_counted,
        max(case when is_counted and counted_qty is null then 1 else 0 end) as has_unclear_count
    from {{ ref('int_lot_holdings') }}
    group by lot_id

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

orders as (

    select work_order_code from {{ ref('int_order_lines') }}
    group by work_order_code

)

select
    'lot' as subject_kind,
    lots.lot_id as subject_id,
    lots.item_code,
    lots.lot_code,
    cast(null as string) as work_order_code,
    case
        when holdings.all_counted = 1 and holdings.some_counted = 1 then 'counted'
        when holdings.some_counted = 1 then 'counted_in_part'
        when holdings.lot_id is not null then 'book'
    end as on_hand_basis,
    case
        when origins.origin = 'before_history' then 'before_history'
        when listed.lot_id is not null then 'unknown_amount'
        when holdings.has_unclear_count = 1 then 'unclear_count'
    end as hindrance
from lots
left join origins on lots.lot_id = origins.lot_id
left join listed on lots.lot_id = listed.lot_id
left join holdings on lots.lot_id = holdings.lot_id
union all
select
    'order' as subject_kind,
    orders.work_order_code as subject_id,
    work_orders.item_code,
    cast(null as string) as lot_code,
    orders.work_order_code,
    cast(null as string) as on_hand_basis,
    case
        when work_orders.order_status in ('closed', 'cancelled') then null
        when work_orders.order_status is null and work_orders.closed_at is not null then null
        else 'not_closed'
    end as hindrance
from orders
left join work_orders on orders.work_order_code = work_orders.work_order_code
