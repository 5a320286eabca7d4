-- Grain: one row per move to a customer: done ones are shipped, planned and picked ones open.
select
    coalesce(move.delivery_code, move.shipment, 'stock.move,' || move.move_id) as delivery_code,
    move.move_id as line_no,
    move.item_code,
    coalesce(customer.partner_code, 'party.party,' || move.partner_id) as customer_code,
    case when ship_to.party_id <> move.partner_id then ship_to.partner_code end as ship_to_code,
    move.lot_code,
    move.lot_uid,
    move.qty,
    move.uom,
    case move.kind when 'delivery' then 'shipped' else 'open' end as delivery_status,
    case move.kind when 'delivery' then move.moved_at end as shipped_at,
    coalesce(move.shipment_site, move.from_site) as site_code,
    move.sales_order_code,
    move.carrier_name,
    move.model as document_type,
    move.source_file,
    move.source_row
from moves as move
left join parties as customer on move.partner_id = customer.party_id
left join parties as ship_to on move.ship_to_id = ship_to.party_id
where move.kind in ('delivery', 'open_delivery')
