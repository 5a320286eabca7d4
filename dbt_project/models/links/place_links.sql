-- Grain: one row per edge of a place that holds material: tank fills and draws, hold-up.
-- Only a fill has a window: what came later was not there before. Everything else is open.
with

links as (

    select * from {{ ref('int_tank_fill_links') }}
    union all
    select * from {{ ref('int_tank_draw_links') }}
    union all
    select * from {{ ref('int_tank_carry_links') }}
    union all
    select * from {{ ref('int_tank_shipment_links') }}
    union all
    select * from {{ ref('int_hold_up_links') }}

)

select
    fact_id,
    edge_kind,
    from_node_id,
    to_node_id,
    evidence,
    rule_id,
    from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    time_basis,
    cast(qty as decimal(18, 6)) as qty,
    uom,
    work_order_code,
    operation_run_id,
    place_code,
    false as is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from links
