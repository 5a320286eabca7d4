-- Grain: one row per use of a lot at a site where nothing brought it, though records brought it to
-- others (LK-07). Serial units, lots brought to an unnamed site and sites to which nothing is ever
-- brought on record are
-- not judged.
with

arrivals as (

    select * from {{ ref('stock_movements') }}
    where
        flow_kind not in ('consumption', 'return_from_order')
        and not is_unknown_lot
        and coalesce(flow_qty > 0, flow_kind not in ('adjustment', 'shipment', 'scrap', 'sample'))

),

counted as (

    select
        lot_id,
        site_code
    from {{ ref('counts') }}
    where lot_id is not null

),

brought as (

    select
        lot_id,
        site_code
    from arrivals
    union
    select
        lot_id,
        site_code
    from counted

),

known as (

    select lot_id from brought
    group by lot_id
    having count(*) = count(site_code)

),

fed_sites as (

    select site_code from arrivals
    where site_code is not null and flow_kind in ('receipt', 'transfer_in')
    group by site_code

),

foreign_uses as (

    select uses.*
    from {{ ref('consumptions') }} as uses
    inner join {{ ref('lots') }} as lots on uses.lot_id = lots.lot_id and lots.lot_kind = 'lot'
    inner join known on uses.lot_id = known.lot_id
    inner join fed_sites on uses.site_code = fed_sites.site_code
    left join brought on uses.lot_id = brought.lot_id and uses.site_code = brought.site_code
    where brought.lot_id is null and not uses.is_returned and uses.evidence <> 'possible'

),

records as (

    select
        'LK-07' as rule_id,
        'lot' as subject_kind,
        uses.lot_id || chr(31) || uses.site_code as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || lots.item_code
        || ' was used at site ' || uses.site_code || ', and no record brought it there' as words,
        uses.item_code,
        uses.lot_id,
        uses.work_order_code,
        uses.site_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from foreign_uses as uses
    inner join {{ ref('lots') }} as lots on uses.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
