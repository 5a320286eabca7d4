-- Grain: one row per work order whose status in the ERP contradicts its records (XS-08).
with

records as (

    select * from {{ ref('int_order_status_records') }}

),

orders as (

    select * from {{ ref('work_orders') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(work_order_code) as work_order_code,
        min(order_status) as order_status,
        min(conflict) as conflict,
        {{ only('source_system') }} as source_system,
        min(occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        told.*,
        'S2' as severity,
        'Order ' || told.work_order_code || ' is ' || told.order_status || ' in the ERP, and '
        || case
            when told.conflict = 'still_runs' then 'the shop floor has a run of it without an end.'
            else 'material was used or made under it.'
        end as message,
        orders.item_code,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        orders.site_code,
        orders.line_code,
        cast(null as string) as shift_code,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom
    from told
    inner join orders on told.work_order_code = orders.work_order_code

)

select {{ finding_columns() }}
from findings
