-- Grain: one row per tie between two lots: lot -> lot.
with

ties as (

    select * from {{ ref('lot_ties') }}

)

select
    fact_id,
    tie_kind as edge_kind,
    from_lot_id as from_node_id,
    to_lot_id as to_node_id,
    evidence,
    rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    cast(null as string) as work_order_code,
    cast(null as string) as operation_run_id,
    cast(null as string) as place_code,
    false as is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from ties
