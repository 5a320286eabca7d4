-- Grain: one row per receipt, shipment or customer return that moved goods, with its sign.
with

receipts as (

    select * from {{ ref('receipts') }}
    where not is_listed_only

),

shipments as (

    select * from {{ ref('shipments') }}
    where not is_listed_only

),

returns as (

    select * from {{ ref('customer_returns') }}

),

flows as (

    select
        fact_id,
        'receipt' as flow_kind,
        lot_id,
        is_unknown_lot,
        site_code,
        item_code,
        booked_qty as flow_qty,
        booked_uom as flow_uom,
        occurred_at,
        occurred_at_text,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from receipts
    union all
    select
        fact_id,
        'shipment' as flow_kind,
        lot_id,
        is_unknown_lot,
        site_code,
        item_code,
        -booked_qty as flow_qty,
        booked_uom as flow_uom,
        occurred_at,
        occurred_at_text,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from shipments
    union all
    select
        fact_id,
        'customer_return' as flow_kind,
        lot_id,
        is_unknown_lot,
        site_code,
        item_code,
        booked_qty as flow_qty,
        booked_uom as flow_uom,
        occurred_at,
        occurred_at_text,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from returns

)

select
    fact_id,
    flow_kind,
    lot_id,
    is_unknown_lot,
    site_code,
    item_code,
    flow_qty,
    flow_uom,
    false as is_transfer,
    cast(null as string) as work_order_code,
    occurred_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from flows
