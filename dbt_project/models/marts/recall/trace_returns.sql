-- Grain: one row per lot and record of goods that came back from a customer.
with

returns as (

    select * from {{ ref('customer_returns') }}

)

select
    lot_id,
    customer_code,
    item_code,
    booked_qty as qty,
    booked_uom as uom,
    occurred_at_text as returned_at,
    source_file,
    source_row
from returns
