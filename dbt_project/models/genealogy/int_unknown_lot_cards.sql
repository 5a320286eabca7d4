-- Grain: one row per unknown lot, in the columns of known_lots.
with

unknown_lots as (

    select * from {{ ref('unknown_lots') }}

),

lot_sites as (

    select * from {{ ref('int_lot_sites') }}

),

unknown_quantities as (

    select * from {{ ref('unknown_lot_quantities') }}

),

first_events as (

    select * from {{ ref('int_lot_first_events') }}

)

select
    unknown_lots.lot_id,
    unknown_lots.item_code,
    cast(null as string) as lot_code,
    cast(null as string) as lot_code_key,
    cast(null as string) as lot_uid,
    lot_sites.site_code,
    unknown_quantities.uom,
    unknown_quantities.total_qty,
    cast(null as decimal(18, 6)) as on_hand_qty,
    unknown_quantities.shipped_qty,
    unknown_quantities.returned_qty,
    cast(null as string) as lot_status,
    case unknown_lots.fact_type
        when 'receipt' then 'received'
        when 'output' then 'produced'
        else 'unknown'
    end as origin,
    true as is_unknown,
    first_events.occurred_at_text as first_seen_at,
    first_events.source_system,
    'unknown' as match_method
from unknown_lots
left join lot_sites on unknown_lots.lot_id = lot_sites.lot_id
left join unknown_quantities on unknown_lots.lot_id = unknown_quantities.lot_id
left join first_events on unknown_lots.lot_id = first_events.lot_id
