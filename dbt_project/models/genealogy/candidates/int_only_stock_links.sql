-- Grain: one row per unknown lot and the only lot in stock when a fact of it took something: lot ->
-- unknown lot, probable, beside its pool.
with

stocks as (

    select * from {{ ref('int_only_stocks') }}

),

gaps as (

    select * from {{ ref('int_input_gaps') }}

),

numbered as (

    select
        stocks.lot_id,
        gaps.*,
        row_number() over (
            partition by stocks.lot_id, gaps.node_id
            order by gaps.from_at asc nulls last, gaps.fact_id asc nulls last
        ) as gap_no
    from stocks
    inner join gaps on stocks.fact_id = gaps.fact_id and stocks.node_id = gaps.node_id

)

select
    'only_stock' || chr(31) || lot_id || chr(31) || node_id as fact_id,
    'candidate' as edge_kind,
    lot_id as from_node_id,
    node_id as to_node_id,
    'probable' as evidence,
    'only_stock' as rule_id,
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
from numbered
group by lot_id, node_id
