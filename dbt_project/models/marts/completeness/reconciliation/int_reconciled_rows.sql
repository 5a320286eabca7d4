-- Grain: one row per standing record of a fact that two systems may tell: use and output of an
-- order, receipt and delivery. side: mes, wms or erp, by the contract that tells it.
-- is_sure: the record names its lot, or none, and its amount belongs to that lot alone. Scrap and
-- samples of an order never went into stock, so no warehouse tells them.
-- A view: each reader needs few of its columns.
{{ config(materialized='view') }}
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where
        (
            fact_type in ('consumption', 'output')
            and work_order_code is not null
            and posting_kind not in ('scrap', 'sample')
        )
        or (fact_type in ('receipt', 'shipment') and document_code is not null)

),

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where is_moved

),

united as (

    select
        fact_type as flow,
        coalesce(work_order_code, document_code) as document_code,
        case when contract = 'wms_movements' then 'wms' else 'mes' end as side,
        site_code,
        item_code,
        lot_id,
        is_unknown_lot,
        coalesce(naming_evidence <> 'possible', true)
        and coalesce(unit_evidence <> 'possible', true)
        and coalesce(lot_split_count, 1) = 1 as is_sure,
        try_cast(signed_qty as decimal(18, 6)) as qty,
        booked_uom as uom,
        capture_method,
        occurred_at,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row
    from postings
    union all
    select
        case document_type when 'delivery' then 'shipment' else 'receipt' end as flow,
        document_code,
        'erp' as side,
        site_code,
        item_code,
        lot_id,
        is_unknown_lot,
        coalesce(lot_split_count, 1) = 1 as is_sure,
        booked_qty as qty,
        booked_uom as uom,
        cast(null as string) as capture_method,
        occurred_at,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row
    from lines

),

sides as (

    select
        *,
        case when flow in ('consumption', 'output') then 'mes' else 'erp' end as first_side
    from united

)

-- All columns of a record, and the side it is compared with the warehouse as.
select * from sides  -- noqa: AM04
where side in (first_side, 'wms')
