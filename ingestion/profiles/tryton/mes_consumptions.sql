-- Grain: one row per done input move of a production.
select
    move_id as consumption_id,
    work_order_code,
    coalesce(order_site, from_site) as site_code,
    item_code,
    lot_code,
    lot_uid,
    qty,
    uom,
    moved_at as started_at,
    moved_at as ended_at,
    source_file,
    source_row
from moves
where kind = 'consumption'
