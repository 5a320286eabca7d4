-- Grain: one row per done output move of a production. Tryton names one main product per order;
-- what comes out beside it is a by-product, and an order that takes a product apart has none.
select
    move_id as output_id,
    work_order_code,
    coalesce(order_site, to_site) as site_code,
    item_code,
    lot_code,
    lot_uid,
    qty,
    uom,
    moved_at as started_at,
    moved_at as ended_at,
    case
        when to_kind = 'lost_found' then 'scrap'
        when order_type = 'disassembly' then 'co_product'
        when is_main_product then 'product'
        else 'by_product'
    end as output_kind,
    source_file,
    source_row
from moves
where kind = 'output'
