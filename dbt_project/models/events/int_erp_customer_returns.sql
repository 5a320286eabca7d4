-- Grain: one row per negative shipped ERP delivery row that the WMS does not tell as well.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where
        document_type = 'delivery'
        and document_status = 'shipped'
        and booked_qty < 0

),

wms_returns as (

    select
        delivery_code,
        item_code
    from {{ ref('int_wms_customer_returns') }}
    where delivery_code is not null
    group by delivery_code, item_code

),

returns as (

    select
        lines.*,
        -lines.booked_qty as returned_qty
    from lines
    left join wms_returns
        on
            lines.document_code = wms_returns.delivery_code
            and lines.item_code = wms_returns.item_code
    where wms_returns.item_code is null

)

select
    fact_id,
    lot_id,
    is_unknown_lot,
    document_type,
    document_code,
    document_code as delivery_code,
    partner_code,
    site_code,
    item_code,
    qty,
    uom,
    returned_qty,
    booked_uom,
    has_base_unit,
    occurred_at,
    occurred_at as occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from returns
