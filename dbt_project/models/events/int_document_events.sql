-- Grain: one row per ERP receipt or shipped delivery row.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where document_status = 'shipped'

)

select
    fact_id,
    lot_id,
    case
        when document_type = 'receipt' then 'receipt'
        when booked_qty < 0 then 'customer_return'
        else 'shipment'
    end as event_kind,
    occurred_at,
    occurred_at_text,
    cast(null as string) as recorded_at_text,
    time_basis,
    site_code,
    cast(null as string) as from_location,
    cast(null as string) as to_location,
    abs(booked_qty) as booked_qty,
    booked_uom,
    cast(null as string) as work_order_code,
    case when document_type = 'delivery' then document_code end as delivery_code,
    case when document_type = 'receipt' then document_code end as receipt_code,
    partner_code,
    cast(null as string) as operator_code,
    source_system,
    contract,
    source_file,
    source_row
from lines
