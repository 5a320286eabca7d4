-- Grain: one row per source record and lot that it names, in time order.
with

events as (

    select * from {{ ref('lot_events') }}

),

nodes as (

    select * from {{ ref('nodes') }}

)

select
    events.lot_id,
    events.event_kind,
    events.occurred_at_text as occurred_at,
    events.recorded_at_text as recorded_at,
    events.site_code,
    events.from_location,
    events.to_location,
    events.booked_qty as qty,
    events.booked_uom as uom,
    events.work_order_code,
    events.delivery_code,
    events.receipt_code,
    events.partner_code,
    events.operator_code,
    events.source_system,
    events.source_file,
    events.source_row
from events
inner join nodes on events.lot_id = nodes.node_id
order by
    events.lot_id asc,
    events.occurred_at asc nulls last,
    events.occurred_at_text asc nulls last,
    events.contract asc,
    events.fact_id asc
