-- Grain: one row per edge of the genealogy, as linear in the facts as the links are.
with

links as (

    select * from {{ ref('lot_run_links') }}
    union all
    select * from {{ ref('lot_lot_links') }}
    union all
    select * from {{ ref('pool_links') }}
    union all
    select * from {{ ref('place_links') }}

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
