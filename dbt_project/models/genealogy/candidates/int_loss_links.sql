-- Grain: one row per loss and pool that may have taken it (lot -> pool), and per run of a pool that
-- some loss leads to (pool -> run).
with

members as (

    select * from {{ ref('int_loss_members') }}

),

uses as (

    select * from {{ ref('int_item_uses') }}

),

reached as (

    select
        pools.pool_id,
        pools.pool_key
    from {{ ref('int_loss_pools') }} as pools
    inner join members on pools.pool_id = members.pool_id
    group by pools.pool_id, pools.pool_key

)

select
    {{ joined(["'loss'", 'lot_id', 'site_code', iso_instant('occurred_at'), 'pool_id']) }}
        as fact_id,
    'count_loss' as rule_id,
    lot_id as from_node_id,
    pool_id as to_node_id,
    from_at,
    until_at,
    closes_at,
    lost_qty as qty,
    uom,
    cast(null as string) as work_order_code,
    source_system,
    contract,
    source_file,
    source_row
from members
union all
select
    {{ joined(["'loss'", 'reached.pool_id', 'uses.run_id']) }} as fact_id,
    'count_loss' as rule_id,
    reached.pool_id as from_node_id,
    uses.run_id as to_node_id,
    uses.from_at,
    uses.until_at,
    uses.closes_at,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    uses.work_order_code,
    uses.source_system,
    uses.contract,
    uses.source_file,
    uses.source_row
from uses
inner join reached on uses.pool_key = reached.pool_key
