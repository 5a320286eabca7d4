-- Grain: one row per WMS movement that names a handling unit and no lot, and lot that it means;
-- where no lot is sure, a row without lot besides, which keeps the amount.
-- A lot is sure where it was packed by then and either its unpacking later is recorded, or it is
-- the only lot of the item there, or all went in at once, or together are the amount of the row.
with

lots as (

    select
        *,
        case when packed_qty is null or packed_uom <> moved_uom then 1 else 0 end as is_apart
    from {{ ref('int_unit_lots') }}

),

summed as (

    select
        *,
        cast(sum(is_there) over (partition by source_system, row_key, row_hash) as bigint)
            as lot_count,
        cast(sum(case when is_there = 1 then packed_qty end) over (
            partition by source_system, row_key, row_hash
        ) as decimal(38, 6)) as all_qty,
        max(is_there * is_apart) over (partition by source_system, row_key, row_hash) = 0
            as is_addable,
        min(first_packed_at) over (partition by source_system, row_key, row_hash)
        = max(last_packed_at) over (partition by source_system, row_key, row_hash)
            as is_packed_at_once
    from lots

),

judged as (

    select
        *,
        is_addable and all_qty = moved_qty as is_whole,
        is_in_before = 1 and (
            is_in_throughout = 1
            or lot_count = 1
            or coalesce(is_packed_at_once, false)
            or coalesce(is_addable and all_qty = moved_qty, false)
        ) as is_sure
    from summed

),

counted as (

    select
        *,
        cast(sum(case when is_sure then 1 else 0 end) over (
            partition by source_system, row_key, row_hash
        ) as bigint) as sure_count
    from judged

)

select
    source_system,
    row_key,
    row_hash,
    lot_ref,
    case when is_sure then 'confirmed' else 'possible' end as unit_evidence,
    case
        when not is_sure then null
        when coalesce(is_whole, false) then packed_qty
        when sure_count = 1 then moved_qty
    end as qty
from counted
union all
select
    source_system,
    row_key,
    row_hash,
    cast(null as string) as lot_ref,
    cast(null as string) as unit_evidence,
    min(moved_qty) as qty
from counted
where sure_count = 0
group by source_system, row_key, row_hash
