-- Grain: one row per record that took of a lot at a site up to the time at which its stock there
-- first falls below zero (QT-03), and per record that brought it by then, to compare with.
with

shortfalls as (

    select * from {{ ref('int_stock_shortfalls') }}

),

movements as (

    select * from {{ ref('int_stock_windows') }}

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        'QT-03' as rule_id,
        'lot' as subject_kind,
        shortfalls.lot_id || chr(31) || shortfalls.site_code as subject_key,
        movements.contract,
        movements.source_system,
        movements.source_file,
        movements.source_row,
        case
            when movements.flow_qty > 0 then 'compared with: ' || movements.flow_kind
            else movements.flow_kind
        end as note,
        'S2' as severity,
        'The stock of lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || lots.item_code
        || ' at site ' || shortfalls.site_code || ' falls to '
        || {{ plain_number('shortfalls.lowest_qty') }} || ' ' || shortfalls.uom
        || ', however the times are read' as words,
        lots.item_code,
        lots.lot_id,
        movements.work_order_code,
        movements.site_code,
        -movements.flow_qty as booked_qty,
        movements.flow_uom as booked_uom,
        movements.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from shortfalls
    inner join movements
        on
            shortfalls.lot_id = movements.lot_id
            and shortfalls.site_code = movements.site_code
            and coalesce(shortfalls.first_below_at >= movements.counts_at, true)
    inner join lots on shortfalls.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
