-- Grain: one row per closed order that made something and has no bill of materials on record, where
-- more than half of such orders of its site have one (MD-01): what it should have used is unknown.
-- Rework, repacking, pilots and taking apart have none by nature.
with

made as (

    select work_order_code from {{ ref('outputs') }}
    where work_order_code is not null and not is_returned
    group by work_order_code

),

plans as (

    select work_order_code from {{ ref('stg_erp__work_order_components') }}
    group by work_order_code

),

orders as (

    select
        orders.*,
        case when plans.work_order_code is null then 0 else 1 end as has_plan
    from {{ ref('work_orders') }} as orders
    inner join made on orders.work_order_code = made.work_order_code
    left join plans on orders.work_order_code = plans.work_order_code
    where
        orders.has_master
        and coalesce(orders.order_status, 'closed') = 'closed'
        and coalesce(orders.order_type, 'standard') in ('standard', 'subcontract')

),

sites as (

    select
        coalesce(site_code, '') as site_key,
        count(*) as order_count,
        cast(sum(has_plan) as bigint) as plan_count
    from orders
    group by coalesce(site_code, '')

),

records as (

    select
        'MD-01' as rule_id,
        'work_order' as subject_kind,
        orders.work_order_code as subject_key,
        orders.contract,
        orders.source_system,
        orders.source_file,
        orders.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Work order ' || orders.work_order_code || coalesce(' for item ' || orders.item_code, '')
        || ' has no bill of materials on record: nothing says what it should have used' as words,
        orders.item_code,
        orders.work_order_code,
        orders.site_code,
        coalesce(orders.closed_at_text, orders.started_at_text) as occurred_at_text,
        {{ untold([
            'lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'booked_qty', 'booked_uom'
        ]) }}
    from orders
    inner join sites on coalesce(orders.site_code, '') = sites.site_key
    where orders.has_plan = 0 and 2 * sites.plan_count > sites.order_count

)

select {{ told_columns() }}
from records
