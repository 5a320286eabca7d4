-- Grain: one row per shipment of a lot of a product of this plant that no output, transformation or
-- receipt brings (LK-10). A product is what is mastered as finished, or what any order made. A
-- serial unit comes with the lot it is a member of. A finished item that no order made is judged at
-- the sites that tell what they make.
with

shipments as (

    select * from {{ ref('shipments') }}
    where not is_unknown_lot

),

unborn as (

    select
        lots.lot_id,
        lots.lot_code,
        lots.item_code
    from {{ ref('lots') }} as lots
    inner join {{ ref('lot_origins') }} as origins on lots.lot_id = origins.lot_id
    where origins.origin = 'unknown'

),

telling_sites as (

    select coalesce(site_code, '') as site_key from {{ ref('outputs') }}
    group by coalesce(site_code, '')

),

made_items as (

    select item_code from {{ ref('outputs') }}
    group by item_code

),

member_lots as (

    select members.serial_lot_id as lot_id
    from {{ ref('serial_memberships') }} as members
    inner join {{ ref('lot_origins') }} as origins on members.lot_id = origins.lot_id
    where origins.origin <> 'unknown'
    group by members.serial_lot_id

),

records as (

    select
        'LK-10' as rule_id,
        'lot' as subject_kind,
        unborn.lot_id as subject_key,
        shipments.contract,
        shipments.source_system,
        shipments.source_file,
        shipments.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Lot ' || coalesce(unborn.lot_code, unborn.lot_id) || ' of item ' || unborn.item_code
        || ' was shipped, and no record says that it was made' as words,
        unborn.item_code,
        unborn.lot_id,
        shipments.delivery_code,
        shipments.customer_code as partner_code,
        shipments.site_code,
        shipments.booked_qty,
        shipments.booked_uom,
        shipments.occurred_at_text,
        {{ untold(['work_order_code', 'receipt_code']) }}
    from shipments
    inner join unborn on shipments.lot_id = unborn.lot_id
    inner join {{ ref('items') }} as items on unborn.item_code = items.item_code
    left join telling_sites on coalesce(shipments.site_code, '') = telling_sites.site_key
    left join made_items on unborn.item_code = made_items.item_code
    left join member_lots on unborn.lot_id = member_lots.lot_id
    where
        member_lots.lot_id is null
        and (
            made_items.item_code is not null
            or (items.item_type = 'finished' and telling_sites.site_key is not null)
        )

)

select {{ told_columns() }}
from records
