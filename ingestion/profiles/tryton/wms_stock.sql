-- Grain: one row per counted line of a done inventory, in the base unit of the item. An empty
-- quantity counts as none only where the inventory says so.
select
    day_of(inventory.date) as counted_at,
    coalesce(places.site_code, places.location_code) as site_code,
    places.location_code as location,
    items.item_code,
    lot.number as lot_code,
    record_id(line.lot) as lot_uid,
    coalesce(given(line.quantity), '0') as qty,
    units.uom,
    line.source_file,
    line.source_row
from stock_inventory_line as line
inner join records('stock_inventory') as inventory on record_id(line.inventory) = inventory.id
left join places on record_id(inventory.location) = places.location_id
left join items on record_id(line.product) = items.product_id
left join records('product_template') as template on items.template_id = template.id
left join units on record_id(template.default_uom) = units.id
left join records('stock_lot') as lot on record_id(line.lot) = lot.id
where
    inventory.state = 'done'
    and (given(line.quantity) is not null or inventory.empty_quantity = 'empty')
