-- Grain: one row per two turns of which the later fed too little to flush the place: state -> next.
with

states as (

    select * from {{ ref('hold_up_states') }}

),

uses as (

    select * from {{ ref('int_hold_up_uses') }}

),

turns as (

    select * from {{ ref('int_place_turns') }}

),

pairs as (

    select
        earlier.pool_id as from_node_id,
        later.pool_id as to_node_id,
        min(turns.run_id) as run_id
    from states as earlier
    inner join states as later
        on
            earlier.place_code = later.place_code
            and earlier.turn_no + 1 = later.turn_no
    inner join turns
        on
            later.place_code = turns.place_code
            and later.turn_no = turns.turn_no
    where earlier.reaches_next and not later.is_flushing
    group by earlier.pool_id, later.pool_id

)

select
    uses.fact_id,
    pairs.from_node_id,
    pairs.to_node_id,
    uses.time_basis,
    uses.work_order_code,
    uses.operation_run_id,
    uses.place_code,
    uses.source_system,
    uses.contract,
    uses.source_file,
    uses.source_row,
    uses.event_month
from pairs
inner join uses
    on
        pairs.from_node_id = uses.from_node_id
        and pairs.run_id = uses.to_node_id
