-- Grain: one row per return from a place with hold-up and state it may hold some of: state -> the
-- lot under whose number it came back, of the turn of its run and of the turn before.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where fact_type = 'consumption' and direction = -1 and not is_unknown_lot

),

turns as (

    select * from {{ ref('int_place_turns') }}

),

states as (

    select * from {{ ref('hold_up_states') }}

),

returns as (

    select
        postings.*,
        turns.place_code,
        turns.turn_no
    from postings
    inner join turns
        on
            postings.run_id = turns.run_id
            and turns.place_code in (postings.to_location, postings.from_location)

)

select
    returns.fact_id,
    states.pool_id as from_node_id,
    returns.lot_id as to_node_id,
    returns.time_basis,
    returns.work_order_code,
    returns.operation_run_id,
    returns.place_code,
    returns.source_system,
    returns.contract,
    returns.source_file,
    returns.source_row,
    {{ month_of('returns.occurred_at') }} as event_month
from returns
inner join states
    on
        returns.place_code = states.place_code
        and (
            returns.turn_no = states.turn_no
            or (returns.turn_no = states.turn_no + 1 and states.reaches_next)
        )
