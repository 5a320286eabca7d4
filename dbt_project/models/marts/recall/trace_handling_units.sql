-- Grain: one row per handling unit and row of packing that put a lot into it.
with

contents as (

    select * from {{ ref('unit_contents') }}

)

select
    unit_code as handling_unit_code,
    lot_id,
    item_code,
    qty,
    uom,
    packed_at_text as packed_at,
    unpacked_at_text as unpacked_at,
    contract,
    source_system,
    source_file,
    source_row
from contents
