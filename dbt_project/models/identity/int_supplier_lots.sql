-- Grain: one row per item, supplier lot and lot that a receipt or a lot master gave it. Where the
-- ERP line of a receipt names no lot, the lots of the WMS under the same receipt and item are
-- meant.
with

told as (

    select
        item_code,
        supplier_lot_code_key,
        lot_ref
    from {{ ref('stg_erp__receipts') }}
    union
    select
        item_code,
        supplier_lot_code_key,
        lot_ref
    from {{ ref('stg_wms__lots') }}
    union
    select
        lines.item_code,
        lines.supplier_lot_code_key,
        movements.lot_ref
    from {{ ref('stg_erp__receipts') }} as lines
    inner join {{ ref('stg_wms__movements') }} as movements
        on
            lines.receipt_code = movements.receipt_code
            and lines.item_code = movements.item_code
    where lines.lot_ref is null and movements.movement_type = 'receipt'

),

local_lots as (

    select * from {{ ref('int_local_lots') }}

),

records as (

    select
        lot_ref,
        lot_code_key
    from {{ ref('int_lot_records') }}

)

select
    told.item_code,
    told.supplier_lot_code_key,
    local_lots.local_ref,
    min(records.lot_code_key) as lot_code_key
from told
inner join local_lots on told.lot_ref = local_lots.lot_ref
inner join records on local_lots.local_ref = records.lot_ref
where told.supplier_lot_code_key is not null
group by told.item_code, told.supplier_lot_code_key, local_lots.local_ref
