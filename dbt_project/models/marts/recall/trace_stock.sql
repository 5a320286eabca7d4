-- Grain: one row per lot, site, location and stock status with stock.
with

stock as (

    select * from {{ ref('lot_stock') }}
    where is_larger

),

lots as (

    select * from {{ ref('lots') }}

)

select
    stock.lot_id,
    stock.site_code,
    stock.location,
    lots.item_code,
    lots.lot_code,
    stock.qty,
    stock.uom,
    stock.stock_status,
    stock.basis,
    'confirmed' as evidence
from stock
inner join lots on stock.lot_id = lots.lot_id
