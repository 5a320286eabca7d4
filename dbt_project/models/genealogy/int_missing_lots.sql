-- Grain: one row per unknown lot and kind of fact that lacks it: the gap of a trace, and the
-- finding of the same rule. An open delivery has no lot yet and lacks none.
with

records as (

    select * from {{ ref('int_unknown_lot_records') }}
    where fact_type <> 'open_delivery'

),

lots as (

    select
        lot_id,
        fact_type,
        min(item_code) as item_code,
        min(document_label) as document_label,
        min(work_order_code) as work_order_code,
        cast(count(*) as bigint) as record_count
    from records
    group by lot_id, fact_type

)

select
    lot_id,
    fact_type,
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
from lots
