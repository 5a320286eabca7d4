-- Grain: one row per node: a lot that a current row names, an unknown lot, a run, or a pool.
with

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

unknown_lots as (

    select * from {{ ref('unknown_lots') }}

),

runs as (

    select * from {{ ref('int_runs') }}

),

pools as (

    select * from {{ ref('pools') }}
    union all
    select * from {{ ref('place_states') }}

)

select
    lot_id as node_id,
    'lot' as node_kind,
    item_code,
    lot_code,
    cast(null as string) as work_order_code,
    cast(null as string) as output_group,
    cast(null as string) as site_code
from lots
union all
select
    lot_id as node_id,
    'unknown_lot' as node_kind,
    item_code,
    cast(null as string) as lot_code,
    work_order_code,
    cast(null as string) as output_group,
    cast(null as string) as site_code
from unknown_lots
union all
select
    run_id as node_id,
    'run' as node_kind,
    cast(null as string) as item_code,
    cast(null as string) as lot_code,
    work_order_code,
    output_group,
    site_code
from runs
union all
select
    pool_id as node_id,
    'pool' as node_kind,
    item_code,
    cast(null as string) as lot_code,
    cast(null as string) as work_order_code,
    cast(null as string) as output_group,
    site_code
from pools
