-- Grain: one row per lot, record and supplier lot that it may have come from: receipts, then
-- supplier lots of the same receipt and item that no lot is tied to (possible), then what the
-- WMS lot master alone says.
with

receipts as (

    select * from {{ ref('receipts') }}

),

candidates as (

    select * from {{ ref('int_supply_candidates') }}

),

masters as (

    select * from {{ ref('int_master_supplies') }}

)

select
    lot_id,
    supplier_code,
    supplier_lot_code,
    supplier_lot_key,
    receipt_code,
    occurred_at_text as received_at_text,
    booked_qty as qty,
    booked_uom as uom,
    evidence,
    source_system,
    contract,
    source_file,
    source_row
from receipts
union all
select
    lot_id,
    supplier_code,
    supplier_lot_code,
    supplier_lot_key,
    receipt_code,
    occurred_at_text as received_at_text,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    'possible' as evidence,
    source_system,
    contract,
    source_file,
    source_row
from candidates
union all
select
    lot_id,
    supplier_code,
    supplier_lot_code,
    supplier_lot_key,
    cast(null as string) as receipt_code,
    cast(null as string) as received_at_text,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    'confirmed' as evidence,
    source_system,
    contract,
    source_file,
    source_row
from masters
