-- Grain: one row per unknown lot: an item that a document names without a lot number, or of which
-- an order used more than its records say.
with

records as (

    select * from {{ ref('int_unknown_lot_records') }}

),

named as (

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

),

short as (

    select
        shortages.lot_id,
        shortages.item_code,
        'work_order' as document_type,
        shortages.work_order_code as document_code,
        shortages.work_order_code as document_label,
        shortages.work_order_code,
        'shortage' as fact_type,
        cast(0 as bigint) as record_count
    from {{ ref('int_shortages') }} as shortages
    left join named on shortages.lot_id = named.lot_id
    where named.lot_id is null

)

select * from named
union all
select * from short
