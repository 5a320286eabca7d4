-- Grain: one row per lot or unknown lot.
with

united as (

    select * from {{ ref('known_lots') }}
    union all
    select * from {{ ref('int_unknown_lot_cards') }}

),

items as (

    select * from {{ ref('items') }}

)

select
    united.lot_id,
    united.item_code,
    items.item_name,
    items.gtin,
    united.lot_code,
    united.lot_code_key,
    united.lot_uid,
    items.item_type,
    united.site_code,
    united.uom,
    united.total_qty,
    united.on_hand_qty,
    united.shipped_qty,
    united.returned_qty,
    united.lot_status,
    united.origin,
    united.is_unknown,
    united.first_seen_at,
    united.source_system,
    united.match_method
from united
left join items on united.item_code = items.item_code
