-- Grain: one row per lot that a current row names: where its record begins.
with

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

made as (

    select lot_id from {{ ref('outputs') }}
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
