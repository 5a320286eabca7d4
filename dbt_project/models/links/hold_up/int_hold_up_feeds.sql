-- Grain: one row per consumption at a place with hold-up: lot -> state that its turn left there.
with

consumptions as (

    select * from {{ ref('consumptions') }}

),

turns as (

    select * from {{ ref('int_place_turns') }}

),

states as (

    select * from {{ ref('hold_up_states') }}

)

select
    consumptions.fact_id,
    consumptions.lot_id as from_node_id,
    states.pool_id as to_node_id,
    consumptions.time_basis,
    consumptions.work_order_code,
    consumptions.operation_run_id,
    consumptions.place_code,
    consumptions.source_system,
    consumptions.contract,
    consumptions.source_file,
    consumptions.source_row,
    consumptions.event_month
from consumptions
inner join turns
    on
        consumptions.place_code = turns.place_code
        and consumptions.run_id = turns.run_id
inner join states
    on
        turns.place_code = states.place_code
        and turns.turn_no = states.turn_no
