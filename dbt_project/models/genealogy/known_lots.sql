-- Grain: one row per lot that a current row names, with where, how much, since when.
with

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

lot_sites as (

    select * from {{ ref('int_lot_sites') }}

),

masters as (

    select * from {{ ref('int_lot_masters') }}

),

quantities as (

    select * from {{ ref('lot_quantities') }}

),

origins as (

    select * from {{ ref('lot_origins') }}

)

select
    lots.lot_id,
    lots.item_code,
    lots.lot_code,
    lots.lot_code_key,
    lots.lot_uid,
    coalesce(lot_sites.site_code, masters.site_code) as site_code,
    quantities.uom,
    quantities.total_qty,
    quantities.on_hand_qty,
    quantities.shipped_qty,
    quantities.returned_qty,
    masters.lot_status,
    origins.origin,
    false as is_unknown,
    origins.first_seen_at,
    lots.source_system,
    lots.match_method
from lots
left join lot_sites on lots.lot_id = lot_sites.lot_id
left join masters on lots.lot_id = masters.lot_id
left join quantities on lots.lot_id = quantities.lot_id
left join origins on lots.lot_id = origins.lot_id
