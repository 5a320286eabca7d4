-- Grain: one row per fact type, order and item: the system whose rows are the record of it.
-- MES if it has a row of any kind, else the WMS.
with

postings as (

    select * from {{ ref('int_postings') }}
    where fact_type in ('consumption', 'output') and work_order_code is not null

),

records as (

    select
        fact_type,
        work_order_code,
        item_code,
        max(case when contract = 'wms_movements' then 0 else 1 end) as is_mes
    from postings
    group by fact_type, work_order_code, item_code

)

select * from records
