-- Grain: one row per lot that a subcontractor's order made and that was used or shipped at another
-- site, while no record brought it to any site but the one where it was made.
with

made as (

    select
        outputs.lot_id,
        min(outputs.site_code) as site_code
    from {{ ref('outputs') }} as outputs
    inner join {{ ref('work_orders') }} as orders
        on outputs.work_order_code = orders.work_order_code
    left join {{ ref('sites') }} as sites on orders.site_code = sites.site_code
    where
        not outputs.is_unknown_lot
        and (orders.order_type = 'subcontract' or sites.site_type = 'subcontractor')
    group by outputs.lot_id
    having count(distinct outputs.site_code) = 1

),

brought as (

    select
        lot_id,
        site_code
    from {{ ref('stock_movements') }}
    where
        flow_kind in ('transfer_in', 'receipt', 'merge_to', 'split_to', 'relabel_to')
        and lot_id is not null
    union
    select
        lot_id,
        site_code
    from {{ ref('counts') }}
    where lot_id is not null

),

seen as (

    select
        lot_id,
        site_code
    from {{ ref('consumptions') }}
    where not is_returned and evidence <> 'possible'
    union
    select
        lot_id,
        site_code
    from {{ ref('shipments') }}

),

escaped as (

    select made.lot_id
    from made
    inner join seen on made.lot_id = seen.lot_id and made.site_code <> seen.site_code
    left join brought
        on
            made.lot_id = brought.lot_id
            and coalesce(brought.site_code, seen.site_code) = seen.site_code
    where brought.lot_id is null
    group by made.lot_id

)

select
    lots.lot_id,
    lots.lot_code
from escaped
inner join {{ ref('lots') }} as lots on escaped.lot_id = lots.lot_id
