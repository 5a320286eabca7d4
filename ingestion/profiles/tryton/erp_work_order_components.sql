-- Grain: one row per input move of an open production that has not happened yet.
select
    work_order_code,
    move_id as line_no,
    item_code,
    qty as required_qty,
    uom,
    lot_code as allocated_lot_code,
    lot_uid as allocated_lot_uid,
    source_file,
    source_row
from moves
where kind = 'component'
