-- Grain: one row per pool and what lacks its lot there: pool -> unknown lot, run or lot without
-- origin; with the union of the windows of its gaps and the record of the first.
with

gaps as (

    select
        *,
        row_number() over (
            partition by pool_id, node_id, rule_id
            order by from_at asc nulls last, fact_id asc nulls last
        ) as gap_no
    from {{ ref('int_pooled_gaps') }}

)

select
    'gap' || chr(31) || pool_id || chr(31) || node_id || chr(31) || rule_id as fact_id,
    'gap' as edge_kind,
    pool_id as from_node_id,
    node_id as to_node_id,
    'possible' as evidence,
    rule_id,
    case when count(from_at) = count(*) then min(from_at) end as from_at,
    case when count(until_at) = count(*) then max(until_at) end as until_at,
    case when count(closes_at) = count(*) then max(closes_at) end as closes_at,
    min(case when gap_no = 1 then time_basis end) as time_basis,
    min(work_order_code) as work_order_code,
    min(case when gap_no = 1 then source_system end) as source_system,
    min(case when gap_no = 1 then contract end) as contract,
    min(case when gap_no = 1 then source_file end) as source_file,
    min(case when gap_no = 1 then source_row end) as source_row,
    min(case when gap_no = 1 then event_month end) as event_month
from gaps
group by pool_id, node_id, rule_id
