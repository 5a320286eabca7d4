-- Grain: one row per output that may be any lot of its item (-> pool of the item), from when its
-- order may have begun, and per lot of the item (pool ->), until its life ends.
with

sources as (

    select * from {{ ref('int_any_lot_outputs') }}

),

pools as (

    select
        pool_id,
        item_code
    from sources
    group by pool_id, item_code

),

spans as (

    select * from {{ ref('int_order_spans') }}

),

lives as (

    select * from {{ ref('int_lot_lives') }}
    where not is_unknown and source_system is not null

),

links as (

    select
        sources.node_id as from_node_id,
        sources.pool_id as to_node_id,
        spans.from_at,
        cast(null as timestamp) as until_at,
        cast(null as timestamp) as closes_at,
        sources.work_order_code,
        sources.source_system,
        sources.contract,
        sources.source_file,
        sources.source_row
    from sources
    left join spans on sources.work_order_code = spans.work_order_code
    union all
    select
        pools.pool_id as from_node_id,
        lives.lot_id as to_node_id,
        cast(null as timestamp) as from_at,
        lives.until_at,
        lives.closes_at,
        cast(null as string) as work_order_code,
        lives.source_system,
        lives.contract,
        lives.source_file,
        lives.source_row
    from pools
    inner join lives on pools.item_code = lives.item_code

)

select
    {{ joined(["'given_out_again'", 'from_node_id', 'to_node_id']) }} as fact_id,
    'given_out_again' as rule_id,
    from_node_id,
    to_node_id,
    from_at,
    until_at,
    closes_at,
    work_order_code,
    source_system,
    contract,
    source_file,
    source_row
from links
