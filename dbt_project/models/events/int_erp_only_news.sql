-- Grain: one row per moved ERP line that tells what lots of the WMS cannot: one of several partners
-- of its document and item, or a further supplier lot of its lot.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where is_moved

),

chosen_lots as (

    select * from {{ ref('int_document_lots_erp') }}

),

erp_items as (

    select * from {{ ref('int_document_items_erp') }}

)

select lines.fact_id
from lines
inner join erp_items on lines.document_item_key = erp_items.document_item_key
left join chosen_lots
    on
        lines.document_item_key = chosen_lots.document_item_key
        and lines.lot_id = chosen_lots.lot_id
        and not lines.is_unknown_lot
where
    erp_items.partner_count > 1
    or (
        chosen_lots.lot_id is not null
        and lines.supplier_lot_key <> coalesce(chosen_lots.supplier_lot_key, '')
    )
