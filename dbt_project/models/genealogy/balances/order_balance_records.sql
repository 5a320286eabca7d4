-- Grain: one row per consumption or output of record behind a line of an order's balance.
-- Returns and reversals are netted already. What another system says tells no amount here, nor
-- do lots that a handling unit may have held: the row that names the unit has the amount.
with

facts as (

    select * from {{ ref('int_facts_less_returns') }}
    where
        work_order_code is not null
        and (coalesce(rule_id, '') <> 'handling_unit' or evidence <> 'possible')

),

lines as (

    select
        *,
        case
            when fact_type = 'consumption' then 'consumed'
            when posting_kind in ('co_product', 'by_product', 'rework') then posting_kind
            when posting_kind = 'scrap' then 'scrapped'
            when posting_kind = 'sample' then 'sampled'
            else 'produced'
        end as line
    from facts

)

select
    work_order_code,
    line,
    case when line = 'consumed' then 'in' else 'accounted' end as side,
    item_code,
    cast(net_qty as decimal(18, 6)) as qty,
    booked_uom as uom,
    occurred_at_text,
    contract,
    source_system,
    source_file,
    source_row
from lines
