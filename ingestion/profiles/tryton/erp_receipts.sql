-- Grain: one row per done move from a supplier into our hands or into a drop shipment.
select
    coalesce(move.receipt_code, move.shipment, 'stock.move,' || move.move_id) as receipt_code,
    move.move_id as line_no,
    move.item_code,
    coalesce(supplier.partner_code, 'party.party,' || move.partner_id) as supplier_code,
    move.lot_code,
    move.lot_uid,
    move.qty,
    move.uom,
    move.moved_at as received_at,
    coalesce(move.shipment_site, move.to_site) as site_code,
    move.purchase_order_code,
    move.model as document_type,
    move.source_file,
    move.source_row
from moves as move
left join parties as supplier on move.partner_id = supplier.party_id
where move.kind = 'receipt'
