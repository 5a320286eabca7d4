-- Grain: one row per edge from a lot to a lot.
with

links as (

    select * from {{ ref('int_transformation_links') }}
    union all
    select * from {{ ref('int_member_links') }}
    union all
    select * from {{ ref('int_tie_links') }}

)

select
    fact_id,
    edge_kind,
    from_node_id,
    to_node_id,
    evidence,
    rule_id,
    from_at,
    until_at,
    closes_at,
    time_basis,
    qty,
    uom,
    work_order_code,
    operation_run_id,
    place_code,
    is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from links
