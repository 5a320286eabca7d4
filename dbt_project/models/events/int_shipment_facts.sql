-- Grain: one row per shipped lot and record, as the systems tell it.
select * from {{ ref('int_wms_document_facts') }}
where document_type = 'delivery'
union all
select * from {{ ref('int_erp_document_facts') }}
where document_type = 'delivery'
