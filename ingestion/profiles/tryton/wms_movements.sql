-- Grain: one row per done move that stays in our hands, is found, lost or sent back. A move from
-- one warehouse to another is two rows: out of the one and, where it names one, into the other.
with

moved as (

    select
        *,
        kind = 'transfer' and coalesce(from_site, '') <> coalesce(to_site, '') as changes_site,
        case
            when from_kind = 'storage' then coalesce(from_site, to_site)
            when to_kind = 'storage' then coalesce(to_site, from_site)
            else coalesce(from_site, to_site)
        end as inner_site
    from moves
    where
        kind in ('transfer', 'adjustment', 'scrap', 'issue', 'production_receipt')
        or kind in ('customer_return', 'supplier_return')

),

kept as (

    select
        *,
        move_id as movement_id,
        inner_site as site_code,
        case
            when kind = 'transfer' and model in ('stock.shipment.in', 'stock.shipment.out.return')
                then 'putaway'
            else kind
        end as movement_type
    from moved
    where not changes_site

),

sent as (

    select
        *,
        move_id as movement_id,
        from_site as site_code,
        'transfer_out' as movement_type
    from moved
    where changes_site and from_site is not null

),

arrived as (

    select
        *,
        case when from_site is null then move_id else move_id || ':in' end as movement_id,
        to_site as site_code,
        'transfer_in' as movement_type
    from moved
    where changes_site and to_site is not null

),

movements as (

    select * from kept
    union all
    select * from sent
    union all
    select * from arrived

),

final as (

    select
        movements.movement_id,
        movements.movement_type,
        movements.moved_at as occurred_at,
        movements.site_code,
        movements.from_location,
        movements.to_location,
        movements.item_code,
        movements.lot_code,
        movements.lot_uid,
        case
            when movements.kind = 'adjustment' and movements.to_kind = 'lost_found'
                then '-' || movements.qty
            else movements.qty
        end as qty,
        movements.uom,
        movements.delivery_code,
        movements.receipt_code,
        coalesce(parties.partner_code, 'party.party,' || movements.partner_id) as partner_code,
        movements.source_file,
        movements.source_row
    from movements
    left join parties on movements.partner_id = parties.party_id

)

select * from final
