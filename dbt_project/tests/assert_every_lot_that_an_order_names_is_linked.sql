-- Fails if a lot that a standing row of an order names has no edge with a run of that order.
-- Parts that only come back from a product taken apart are the exception.
with

named as (

    select
        fact_type,
        work_order_code,
        lot_id
    from {{ ref('int_postings_standing') }}
    where
        fact_type in ('consumption', 'output')
        and work_order_code is not null
        and not is_unknown_lot
    group by fact_type, work_order_code, lot_id

),

linked as (

    select
        edge_kind as fact_type,
        work_order_code,
        case when edge_kind = 'consumption' then from_node_id else to_node_id end as lot_id
    from {{ ref('edges') }}

),

came_back as (

    select
        outputs.work_order_code,
        outputs.lot_id
    from {{ ref('outputs') }} as outputs
    inner join {{ ref('int_disassembly_returns') }} as returns on outputs.fact_id = returns.fact_id

)

select
    named.fact_type,
    named.work_order_code,
    named.lot_id
from named
left join linked
    on
        named.fact_type = linked.fact_type
        and named.work_order_code = linked.work_order_code
        and named.lot_id = linked.lot_id
left join came_back
    on
        named.work_order_code = came_back.work_order_code
        and named.lot_id = came_back.lot_id
where linked.lot_id is null and came_back.lot_id is null
