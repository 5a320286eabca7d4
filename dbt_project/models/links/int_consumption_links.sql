-- Grain: one row per consumption: lot -> run.
with

consumptions as (

    select * from {{ ref('consumptions') }}

)

select
    fact_id,
    'consumption' as edge_kind,
    lot_id as from_node_id,
    run_id as to_node_id,
    evidence,
    rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    time_basis,
    booked_qty as qty,
    booked_uom as uom,
    work_order_code,
    operation_run_id,
    is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from consumptions
