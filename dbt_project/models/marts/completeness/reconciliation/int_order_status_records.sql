-- Grain: one row per work order whose status in the ERP contradicts its records, and record that
-- does so (XS-08): a run of a closed or cancelled order that began and never ended; a use or output
-- of an order that is planned or cancelled. What was reversed, or came back to nothing, is none.
with

orders as (

    select * from {{ ref('work_orders') }}
    where order_status in ('closed', 'cancelled', 'planned')

),

operations as (

    select * from {{ ref('stg_mes__operations') }}
    where started_at is not null and ended_at is null

),

nets as (

    select
        *,
        cast(
            sum(signed_qty) over (
                partition by work_order_code, fact_type, item_code, coalesce(booked_uom, '')
            ) as decimal(38, 6)
        ) as net_qty
    from {{ ref('int_postings_standing') }}
    where fact_type in ('consumption', 'output') and work_order_code is not null

),

postings as (

    select * from nets
    where signed_qty is null or (signed_qty > 0 and net_qty > 0)

),

told as (

    select
        orders.work_order_code,
        orders.order_status,
        'still_runs' as conflict,
        operations.started_at_text as occurred_at_text,
        operations.contract,
        operations.source_system,
        operations.source_file,
        operations.source_row,
        'began and has no end' as note
    from orders
    inner join operations on orders.work_order_code = operations.work_order_code
    where orders.order_status <> 'planned'
    union all
    select
        orders.work_order_code,
        orders.order_status,
        'has_records' as conflict,
        postings.occurred_at_text,
        postings.contract,
        postings.source_system,
        postings.source_file,
        postings.source_row,
        case postings.fact_type when 'output' then 'made item ' else 'used item ' end
        || postings.item_code as note
    from orders
    inner join postings on orders.work_order_code = postings.work_order_code
    where orders.order_status <> 'closed'

),

records as (

    select
        *,
        'XS-08' as rule_id,
        'work_order' as subject_kind,
        {{ joined(['work_order_code', 'conflict']) }} as subject_key
    from told

)

select
    {{ record_columns() }},
    work_order_code,
    order_status,
    conflict,
    occurred_at_text
from records
