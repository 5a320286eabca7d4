-- Grain: one row per gap: an unknown lot, an order that lacks its inputs or its outputs, or a lot
-- that was used or made for no order.
with

unknown_lots as (

    select * from {{ ref('unknown_lots') }}
    where record_count > 0

),

silent_orders as (

    select * from {{ ref('int_silent_orders') }}

),

orderless_facts as (

    select * from {{ ref('int_orderless_facts') }}

),

lot_gaps as (

    select
        lot_id as node_id,
        case fact_type
            when 'consumption' then 'LK-01'
            when 'shipment' then 'LK-08'
            when 'transformation' then 'LK-15'
            else 'ID-01'
        end as rule_id,
        case fact_type
            when 'consumption'
                then
                    'Work order ' || coalesce(work_order_code, '(none)')
                    || ' used item ' || item_code || ' without a lot number'
            when 'output'
                then
                    'Work order ' || coalesce(work_order_code, '(none)')
                    || ' made item ' || item_code || ' without a lot number'
            when 'shipment'
                then
                    'Delivery ' || document_label
                    || ' shipped item ' || item_code || ' without a lot number'
            when 'receipt'
                then
                    'Receipt ' || document_label
                    || ' brought item ' || item_code || ' without a lot number'
            when 'customer_return'
                then
                    'Customer return ' || document_label
                    || ' brought back item ' || item_code || ' without a lot number'
            else 'A split, merge or relabelling of item ' || item_code || ' names only one lot'
        end || ' (' || cast(record_count as string)
        || case when record_count = 1 then ' record).' else ' records).' end as message,
        item_code,
        work_order_code,
        record_count
    from unknown_lots

)

select * from lot_gaps
union all
select
    node_id,
    rule_id,
    message,
    item_code,
    work_order_code,
    record_count
from silent_orders
union all
select
    node_id,
    rule_id,
    message,
    item_code,
    work_order_code,
    record_count
from orderless_facts
