-- Grain: one row per lot and record of goods that came back from a customer.
with

erp_documents as (

    select * from {{ ref('int_documents_erp') }}
    where document_type = 'delivery'

),

united as (

    select * from {{ ref('int_wms_customer_returns') }}
    union all
    select * from {{ ref('int_erp_customer_returns') }}

)

select
    ---------- ids
    united.fact_id,
    united.lot_id,
    united.is_unknown_lot,
    united.document_type,
    united.document_code,
    united.delivery_code,

    ---------- what
    coalesce(united.partner_code, erp_documents.partner_code) as customer_code,
    united.site_code,
    united.item_code,
    united.qty,
    united.uom,
    cast(united.returned_qty as decimal(18, 6)) as booked_qty,
    united.booked_uom,
    cast(case when united.has_base_unit then united.returned_qty end as decimal(18, 6))
        as base_qty,
    case when united.has_base_unit then united.booked_uom end as base_uom,

    ---------- when
    united.occurred_at,
    united.occurred_from_at,
    united.occurred_until_at,
    united.occurred_at_text,
    united.time_basis,

    ---------- record
    united.source_system,
    united.contract,
    united.source_file,
    united.source_row,
    {{ month_of('united.occurred_at') }} as event_month
from united
left join erp_documents on united.delivery_code = erp_documents.document_code
