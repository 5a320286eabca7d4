-- Grain: one row per lot that a current row names: where its record begins. What an order took in
-- and gave out again was not made there.
with

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

taken_in as (

    select
        run_id,
        lot_id
    from {{ ref('consumptions') }}
    group by run_id, lot_id

),

made as (

    select outputs.lot_id
    from {{ ref('outputs') }} as outputs
    left join taken_in
        on outputs.run_id = taken_in.run_id and outputs.lot_id = taken_in.lot_id
    left join {{ ref('int_disassembly_returns') }} as returns on outputs.fact_id = returns.fact_id
    where taken_in.lot_id is null and returns.fact_id is null
    union
    select to_lot_id as lot_id from {{ ref('lot_transformations') }}

),

received as (

    select lot_id from {{ ref('receipts') }}
    group by lot_id

),

first_events as (

    select * from {{ ref('int_lot_first_events') }}

),

history_starts as (

    select * from {{ ref('int_history_starts') }}

),

origins as (

    select
        lots.lot_id,
        first_events.occurred_at_text as first_seen_at,
        case
            when made.lot_id is not null then 'produced'
            when received.lot_id is not null then 'received'
            when first_events.occurred_at < cast(history_starts.history_from as timestamp)
                then 'before_history'
            else 'unknown'
        end as origin
    from lots
    left join made on lots.lot_id = made.lot_id
    left join received on lots.lot_id = received.lot_id
    left join first_events on lots.lot_id = first_events.lot_id
    left join history_starts on first_events.source_system = history_starts.source_system

)

select * from origins
