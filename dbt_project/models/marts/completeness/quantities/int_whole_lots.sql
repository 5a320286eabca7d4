-- Grain: one row per lot that some record brought into being, and that was not first seen before a
-- source of it kept its history: all that came of it is on record.
with

births as (

    select * from {{ ref('int_first_births') }}

),

first_events as (

    select * from {{ ref('int_lot_first_events') }}

),

history_starts as (

    select * from {{ ref('int_history_starts') }}

),

older as (

    select births.lot_id
    from births
    inner join first_events on births.lot_id = first_events.lot_id
    inner join history_starts
        on history_starts.source_system in (births.source_system, first_events.source_system)
    where first_events.occurred_at < cast(history_starts.history_from as timestamp)
    group by births.lot_id

)

select births.lot_id
from births
left join older on births.lot_id = older.lot_id
where older.lot_id is null
