-- Grain: one row per document, item and lot that the ERP names.
with

lines as (

    select * from {{ ref('int_erp_document_lines') }}
    where not is_unknown_lot

),

numbered as (

    select
        document_item_key,
        lot_id,
        line_no,
        partner_code,
        place_partner_code,
        carrier_name,
        supplier_lot_code,
        supplier_lot_key,
        row_number() over (
            partition by document_item_key, lot_id
            order by
                case when document_status = 'shipped' then 0 else 1 end asc nulls last,
                line_no asc nulls last,
                fact_id asc nulls last
        ) as lot_no
    from lines

)

select * from numbered
where lot_no = 1
