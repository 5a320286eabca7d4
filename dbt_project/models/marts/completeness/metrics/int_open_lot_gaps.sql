-- Grain: one row per lot received on the last day of the records without supplier or supplier lot:
-- every product made of it would have a way back that ends there.
with

loads as (

    select max(landed_at) as landed_at from {{ ref('stg_loads') }}

),

ends as (

    select max(receipts.occurred_at) as told_until
    from {{ ref('receipts') }} as receipts
    inner join loads on receipts.occurred_at <= loads.landed_at

),

received as (

    select
        receipts.lot_id,
        min(receipts.item_code) as item_code,
        min(receipts.site_code) as site_code,
        min(receipts.receipt_code) as receipt_code,
        max(receipts.supplier_code) as supplier_code
    from {{ ref('receipts') }} as receipts
    cross join ends
    where
        not receipts.is_unknown_lot
        and receipts.occurred_at <= ends.told_until
        and {{ seconds_between('receipts.occurred_at', 'ends.told_until') }} < 86400
    group by receipts.lot_id

),

supplied as (

    select
        lot_id,
        max(supplier_lot_code) as supplier_lot_code
    from {{ ref('supplies') }}
    where evidence <> 'possible'
    group by lot_id

)

select
    received.lot_id,
    lots.lot_code,
    received.site_code,
    received.item_code,
    case when received.supplier_code is null then 'ID-14' else 'ID-12' end as rule_id,
    'Received under ' || coalesce(received.receipt_code, 'no receipt number') || ' without '
    || case when received.supplier_code is null then 'supplier' else 'supplier lot' end || '.'
        as message
from received
inner join {{ ref('lots') }} as lots on received.lot_id = lots.lot_id
left join supplied on received.lot_id = supplied.lot_id
where received.supplier_code is null or supplied.supplier_lot_code is null
