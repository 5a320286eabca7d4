-- Grain: one row per standing MES or WMS row that brings a lot onto the books.
-- is_birth: it was received or made. Other rows (it came back, came over, was found) say that the
-- lot was there by then and not how it came to be. So does an output of an order that took the
-- same lot in, a part of a product taken apart, and a transfer in before which nothing sent the
-- lot off. Making begins with the row's start, else with that of its order. What came back came
-- after its use, so of a day it stands at the end.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where not is_unknown_lot

),

loops as (

    select fact_id from {{ ref('int_self_loop_records') }}
    group by fact_id

),

parts_back as (

    select * from {{ ref('int_disassembly_returns') }}

),

sent_lots as (

    select
        lot_id,
        min(earliest_at) as sent_at
    from postings
    where posting_kind = 'transfer_out'
    group by lot_id

),

order_starts as (

    select * from {{ ref('int_order_starts') }}

),

kinds as (

    select
        *,
        case
            when fact_type = 'receipt' and coalesce(signed_qty, 0) >= 0 then 'received'
            when fact_type = 'output' and coalesce(signed_qty, 0) >= 0 then 'made'
            when
                fact_type = 'customer_return' or (fact_type = 'shipment' and signed_qty < 0)
                or (fact_type = 'consumption' and direction * coalesce(booked_qty, 1) < 0)
                then 'returned'
            when posting_kind = 'transfer_in' then 'transferred'
            when posting_kind = 'adjustment' and coalesce(signed_qty, 1) > 0 then 'found'
        end as arrival_kind,
        fact_type = 'output' and occurred_from_at is null as starts_with_order
    from postings

)

select
    kinds.fact_id,
    kinds.lot_id,
    kinds.arrival_kind,
    kinds.arrival_kind in ('received', 'made')
    and loops.fact_id is null
    and parts_back.fact_id is null as is_birth,
    case
        when kinds.starts_with_order and kinds.earliest_at is null then order_starts.started_from_at
        when kinds.starts_with_order
            then least(kinds.earliest_at, coalesce(order_starts.started_from_at, kinds.earliest_at))
        when kinds.arrival_kind = 'returned' and kinds.earliest_at is not null then kinds.latest_at
        else kinds.earliest_at
    end as earliest_at,
    coalesce(kinds.is_zoned, order_starts.is_zoned, false)
    and not (kinds.starts_with_order and not coalesce(order_starts.is_zoned, true)) as is_zoned,
    kinds.is_whole_day
    and not (kinds.starts_with_order and not coalesce(order_starts.is_whole_day, true))
        as is_whole_day,
    kinds.occurred_at_text,
    kinds.source_system,
    kinds.contract,
    kinds.source_file,
    kinds.source_row
from kinds
left join loops on kinds.fact_id = loops.fact_id
left join parts_back on kinds.fact_id = parts_back.fact_id
left join sent_lots on kinds.lot_id = sent_lots.lot_id
left join order_starts on kinds.work_order_code = order_starts.work_order_code
where
    kinds.arrival_kind is not null
    and (
        kinds.arrival_kind <> 'transferred'
        or coalesce(sent_lots.sent_at > kinds.earliest_at, true)
        and coalesce(sent_lots.sent_at >= kinds.latest_at, true)
    )
