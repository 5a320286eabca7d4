-- Grain: one row per document and item that the WMS names, and whether it names their lots.
with

lines as (

    select * from {{ ref('int_postings_standing') }}
    where fact_type = 'receipt' or (fact_type = 'shipment' and coalesce(signed_qty, 0) >= 0)

),

items as (

    select
        document_item_key,
        document_type,
        document_code,
        item_code,
        max(case when is_unknown_lot or unit_evidence = 'possible' then 0 else 1 end) as names_lots
    from lines
    group by document_item_key, document_type, document_code, item_code

)

select * from items
