-- Grain: one row per unknown lot or run that may be or have given out what its order took in (->
-- pool of order and item), and per lot of the item that the order took in (pool ->), from when the
-- order may have begun.
with

made as (

    select * from {{ ref('int_lotless_outputs') }}

),

spans as (

    select * from {{ ref('int_order_spans') }}

),

consumptions as (

    select
        *,
        row_number() over (
            partition by work_order_code, lot_id
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as consumption_no
    from {{ ref('consumptions') }}
    where not is_unknown_lot

),

pools as (

    select * from {{ ref('int_origin_pools') }}
    where work_order_code is not null

),

taken as (

    select
        pools.pool_id,
        pools.work_order_code,
        consumptions.lot_id,
        consumptions.source_system,
        consumptions.contract,
        consumptions.source_file,
        consumptions.source_row
    from pools
    inner join consumptions
        on
            pools.work_order_code = consumptions.work_order_code
            and pools.item_code = consumptions.item_code
            and consumptions.consumption_no = 1

),

links as (

    select
        node_id as from_node_id,
        pool_id as to_node_id,
        work_order_code,
        source_system,
        contract,
        source_file,
        source_row
    from made
    union all
    select
        pool_id as from_node_id,
        lot_id as to_node_id,
        work_order_code,
        source_system,
        contract,
        source_file,
        source_row
    from taken

)

select
    {{ joined(["'given_out_again'", 'links.from_node_id', 'links.to_node_id']) }} as fact_id,
    'given_out_again' as rule_id,
    links.from_node_id,
    links.to_node_id,
    spans.from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    links.work_order_code,
    links.source_system,
    links.contract,
    links.source_file,
    links.source_row
from links
left join spans on links.work_order_code = spans.work_order_code
