-- Grain: one row per state of a place with hold-up and run that may have got what lay there: the
-- runs of the next turn, and those of its own where nobody knows which of them was first.
-- The first consumption of the run at the place stands for the record.
with

states as (

    select * from {{ ref('hold_up_states') }}

),

turns as (

    select * from {{ ref('int_place_turns') }}

),

consumptions as (

    select
        *,
        row_number() over (
            partition by place_code, run_id
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as fact_no
    from {{ ref('consumptions') }}
    where place_code is not null

),

reached as (

    select
        states.pool_id,
        turns.place_code,
        turns.run_id
    from states
    inner join turns
        on
            states.place_code = turns.place_code
            and (
                (states.turn_no + 1 = turns.turn_no and states.reaches_next)
                or (states.turn_no = turns.turn_no and states.run_count > 1)
            )

)

select
    consumptions.fact_id,
    reached.pool_id as from_node_id,
    reached.run_id as to_node_id,
    consumptions.time_basis,
    consumptions.work_order_code,
    consumptions.operation_run_id,
    consumptions.place_code,
    consumptions.source_system,
    consumptions.contract,
    consumptions.source_file,
    consumptions.source_row,
    consumptions.event_month
from reached
inner join consumptions
    on
        reached.place_code = consumptions.place_code
        and reached.run_id = consumptions.run_id
        and consumptions.fact_no = 1
