-- Grain: one row per edge of the genealogy.
with

edges as (

    select * from {{ ref('edges') }}

)

select
    from_node_id,
    to_node_id,
    edge_kind,
    evidence,
    rule_id,
    from_at,
    until_at,
    time_basis,
    qty,
    uom,
    work_order_code,
    operation_run_id,
    is_returned,
    contract,
    source_system,
    source_file,
    source_row
from edges
