-- Grain: one row per consumption, return or output of record, with its sign for the stock.
-- Scrap and samples reported by an order were never put into stock; a lot that only may have been
-- in a handling unit moved nothing for sure.
with

facts as (

    select * from {{ ref('int_facts_of_record') }}
    where rule_id <> 'handling_unit' or evidence = 'confirmed'

),

flows as (

    select
        *,
        case
            when fact_type = 'output' then 'output'
            when direction * coalesce(booked_qty, 1) < 0 then 'return_from_order'
            else 'consumption'
        end as flow_kind,
        case when fact_type = 'output' then signed_qty else -signed_qty end as flow_qty
    from facts
    where fact_type = 'consumption' or posting_kind not in ('scrap', 'sample')

)

select
    fact_id,
    flow_kind,
    lot_id,
    is_unknown_lot,
    site_code,
    item_code,
    flow_qty,
    booked_uom as flow_uom,
    false as is_transfer,
    work_order_code,
    occurred_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from flows
