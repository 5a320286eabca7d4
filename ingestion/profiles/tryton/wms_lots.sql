-- Grain: one row per lot.
select
    items.item_code,
    lot.number as lot_code,
    record_id(lot.id) as lot_uid,
    day_of(coalesce(given(lot.expiration_date), given(lot.shelf_life_expiration_date)))
        as expires_at,
    lot.source_file,
    lot.source_row
from stock_lot as lot
left join items on record_id(lot.product) = items.product_id
