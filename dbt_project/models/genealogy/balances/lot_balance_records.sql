-- Grain: one row per record behind a line of a lot's balance, and line. side: in, accounted, or
-- shown beside the sum. Amounts as the line counts them: what came in or went out is positive.
with

movements as (

    select * from {{ ref('stock_movements') }}
    where lot_id is not null and not is_unknown_lot

),

counts as (

    select * from {{ ref('int_latest_counts') }}

),

lines as (

    select
        *,
        case flow_kind
            when 'receipt' then 'received'
            when 'output' then 'produced'
            when 'customer_return' then 'returned_by_customer'
            when 'split_to' then 'split_in'
            when 'merge_to' then 'merged_in'
            when 'relabel_to' then 'relabelled_in'
            when 'adjustment' then case when flow_qty > 0 then 'found' else 'lost' end
            when 'consumption' then 'consumed'
            when 'return_from_order' then 'consumed'
            when 'shipment' then 'shipped'
            when 'scrap' then 'scrapped'
            when 'sample' then 'sampled'
            when 'supplier_return' then 'returned_to_supplier'
            when 'split_from' then 'split_out'
            when 'merge_from' then 'merged_out'
            when 'relabel_from' then 'relabelled_out'
            when 'transfer_out' then 'transferred_out'
            when 'transfer_in' then 'transferred_in'
        end as line
    from movements

),

sided as (

    select
        *,
        case
            when line in (
                'received', 'produced', 'found', 'returned_by_customer', 'split_in', 'merged_in',
                'relabelled_in'
            ) then 'in'
            when line in ('transferred_out', 'transferred_in') then 'shown'
            else 'accounted'
        end as side
    from lines

)

select
    lot_id,
    line,
    side,
    item_code,
    case when side = 'in' or line = 'transferred_in' then flow_qty else -flow_qty end as qty,
    flow_uom as uom,
    occurred_at_text,
    contract,
    source_system,
    source_file,
    source_row
from sided
union all
select
    lot_id,
    'counted' as line,
    'shown' as side,
    item_code,
    booked_qty as qty,
    booked_uom as uom,
    occurred_at_text,
    contract,
    source_system,
    source_file,
    source_row
from counts
