-- Grain: one row per output: run -> lot, without the parts that only came back.
with

outputs as (

    select * from {{ ref('outputs') }}

),

returns as (

    select * from {{ ref('int_disassembly_returns') }}

)

select
    outputs.fact_id,
    'output' as edge_kind,
    outputs.run_id as from_node_id,
    outputs.lot_id as to_node_id,
    outputs.evidence,
    outputs.rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    outputs.time_basis,
    outputs.booked_qty as qty,
    outputs.booked_uom as uom,
    outputs.work_order_code,
    outputs.operation_run_id,
    outputs.is_returned,
    outputs.source_system,
    outputs.contract,
    outputs.source_file,
    outputs.source_row,
    outputs.event_month
from outputs
left join returns on outputs.fact_id = returns.fact_id
where returns.fact_id is null
