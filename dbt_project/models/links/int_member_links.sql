-- Grain: one row per serial unit and the lot it is a member of: lot -> serial.
-- A row that names both is a fact of the serial; asking for the lot asks for its serials.
with

memberships as (

    select * from {{ ref('serial_memberships') }}

)

select
    fact_id,
    'member' as edge_kind,
    lot_id as from_node_id,
    serial_lot_id as to_node_id,
    'confirmed' as evidence,
    'recorded' as rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    'none' as time_basis,
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
from memberships
