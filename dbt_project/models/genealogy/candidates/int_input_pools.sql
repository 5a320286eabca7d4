-- Grain: one row per pool of input gaps: the earliest time of its gaps, the union of their
-- windows, the least that one of them lacks (0 = unknown), and the record of its first gap.
with

gaps as (

    select
        *,
        row_number() over (
            partition by pool_id
            order by from_at asc nulls last, fact_id asc nulls last, node_id asc nulls last
        ) as gap_no
    from {{ ref('int_pooled_gaps') }}

)

select
    pool_id,
    min(place_key) as place_key,
    min(item_code) as item_code,
    min(site_code) as site_code,
    cast(min(coalesce(gap_qty, 0)) as decimal(18, 6)) as least_qty,
    min(occurred_at) as occurred_at,
    case when count(from_at) = count(*) then min(from_at) end as from_at,
    case when count(until_at) = count(*) then max(until_at) end as until_at,
    case when count(closes_at) = count(*) then max(closes_at) end as closes_at,
    min(case when gap_no = 1 then source_system end) as source_system,
    min(case when gap_no = 1 then contract end) as contract,
    min(case when gap_no = 1 then source_file end) as source_file,
    min(case when gap_no = 1 then source_row end) as source_row
from gaps
group by pool_id
