-- Grain: one row per record whose amount is in a unit that nothing converts into the base unit of
-- its item, so that it is unknown in every sum (QT-07, subject unit).
with

postings as (

    select
        fact_id,
        contract,
        source_system,
        source_file,
        source_row,
        site_code,
        item_code,
        lot_id,
        work_order_code,
        delivery_code,
        receipt_code,
        partner_code,
        qty,
        uom,
        occurred_at_text
    from {{ ref('int_postings') }}
    where posting_kind <> 'status_change'
    union all
    select
        fact_id,
        contract,
        source_system,
        source_file,
        source_row,
        site_code,
        item_code,
        lot_id,
        cast(null as string) as work_order_code,
        case when document_type = 'delivery' then document_code end as delivery_code,
        case when document_type = 'receipt' then document_code end as receipt_code,
        partner_code,
        qty,
        uom,
        occurred_at_text
    from {{ ref('int_erp_document_lines') }}

),

gaps as (

    select * from {{ ref('unit_factors') }}
    where base_uom is not null and from_uom is not null and factor is null

),

records as (

    select
        'QT-07' as rule_id,
        'unit' as subject_kind,
        gaps.item_code || chr(31) || gaps.from_uom as subject_key,
        postings.contract,
        postings.source_system,
        postings.source_file,
        postings.source_row,
        cast(null as string) as note,
        'S2' as severity,
        'Item ' || gaps.item_code || ' is recorded in ' || gaps.from_uom
        || ', and no conversion leads to its base unit ' || gaps.base_uom as words,
        gaps.item_code,
        postings.lot_id,
        postings.work_order_code,
        postings.delivery_code,
        postings.receipt_code,
        postings.partner_code,
        postings.site_code,
        postings.qty as booked_qty,
        postings.uom as booked_uom,
        postings.occurred_at_text
    from postings
    inner join gaps
        on
            postings.item_code = gaps.item_code
            and postings.uom = gaps.from_uom
    where postings.qty is not null

)

select {{ told_columns() }}
from records
