-- Grain: one row per unknown lot: an item that a document names without a lot number.
with

records as (

    select * from {{ ref('int_unknown_lot_records') }}

),

lots as (

    select
        lot_id,
        min(item_code) as item_code,
        min(document_type) as document_type,
        min(document_code) as document_code,
        min(document_label) as document_label,
        min(work_order_code) as work_order_code,
        case
            when max(case when fact_type <> 'open_delivery' then 1 else 0 end) = 0
                then 'open_delivery'
            else min(case when fact_type <> 'open_delivery' then fact_type end)
        end as fact_type,
        cast(sum(case when fact_type <> 'open_delivery' then 1 else 0 end) as bigint)
            as record_count
    from records
    group by lot_id

)

select * from lots
