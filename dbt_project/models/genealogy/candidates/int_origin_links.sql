-- Grain: one row per run or unknown lot that may have made a lot without origin (-> pool of the
-- item), and per such lot (pool ->). A lot was made before its first record; what overdraws it,
-- ever. All rest on the first record of the lot, of the item's first such lot, or of the unknown
-- lot.
with

pools as (

    select * from {{ ref('int_origin_pools') }}
    where work_order_code is null

),

spans as (

    select * from {{ ref('int_lot_spans') }}

),

orphans as (

    select
        orphans.lot_id,
        pools.pool_id,
        case
            when spans.has_untimed = 0 and not orphans.is_overdrawn
                then {{ shift_seconds('spans.first_at', 86400) }}
        end as first_at,
        slacks.late_seconds,
        slacks.tolerance_seconds,
        spans.source_system,
        spans.contract,
        spans.source_file,
        spans.source_row,
        row_number() over (
            partition by pools.pool_id
            order by spans.first_at asc nulls last, orphans.lot_id asc nulls last
        ) as orphan_no
    from {{ ref('int_unexplained_lots') }} as orphans
    inner join pools on orphans.item_code = pools.item_code
    inner join {{ ref('int_site_slacks') }} as slacks
        on coalesce(orphans.site_code, '') = slacks.site_key
    left join spans on orphans.lot_id = spans.lot_id

),

sources as (

    select
        sources.*,
        pools.pool_id,
        coalesce(spans.source_system, orphans.source_system) as source_system,
        coalesce(spans.contract, orphans.contract) as contract,
        coalesce(spans.source_file, orphans.source_file) as source_file,
        coalesce(spans.source_row, orphans.source_row) as source_row
    from {{ ref('int_origin_sources') }} as sources
    inner join pools on sources.item_code = pools.item_code
    inner join orphans on pools.pool_id = orphans.pool_id and orphans.orphan_no = 1
    left join spans on sources.node_id = spans.lot_id

)

select
    'origin' || chr(31) || node_id || chr(31) || pool_id as fact_id,
    'origin_not_recorded' as rule_id,
    node_id as from_node_id,
    pool_id as to_node_id,
    from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    work_order_code,
    source_system,
    contract,
    source_file,
    source_row
from sources
union all
select
    'origin' || chr(31) || pool_id || chr(31) || lot_id as fact_id,
    'origin_not_recorded' as rule_id,
    pool_id as from_node_id,
    lot_id as to_node_id,
    cast(null as timestamp) as from_at,
    {{ shift_seconds('first_at', 'late_seconds') }} as until_at,
    {{ shift_seconds('first_at', 'late_seconds + tolerance_seconds') }} as closes_at,
    cast(null as string) as work_order_code,
    source_system,
    contract,
    source_file,
    source_row
from orphans
