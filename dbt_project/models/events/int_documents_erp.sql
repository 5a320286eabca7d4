-- Grain: one row per ERP receipt or delivery: whose it is, for items that only the WMS names.
with

items as (

    select * from {{ ref('int_document_items_erp') }}

),

documents as (

    select
        document_type,
        document_code,
        min(partner_code) as partner_code,
        min(place_partner_code) as place_partner_code,
        min(carrier_name) as carrier_name
    from items
    group by document_type, document_code

)

select * from documents
