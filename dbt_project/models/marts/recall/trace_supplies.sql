-- Grain: one row per lot, record and supplier lot that it may have come from.
with

supplies as (

    select * from {{ ref('supplies') }}

)

select
    lot_id,
    supplier_code,
    supplier_lot_code,
    supplier_lot_key,
    receipt_code,
    received_at_text as received_at,
    qty,
    uom,
    evidence,
    contract,
    source_file,
    source_row
from supplies
