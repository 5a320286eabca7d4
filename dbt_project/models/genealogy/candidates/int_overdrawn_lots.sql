-- Grain: one row per lot of which more left than any record brings, beyond rounding and the setting
-- need_tolerance_percent: another lot was booked under its code, or a record that brings it is
-- lost.
with

quantities as (

    select * from {{ ref('lot_quantities') }}

),

lots as (

    select * from {{ ref('lots') }}
    where is_current

),

-- What was there before one of its sources kept records came from nowhere that it tells.
older as (

    select first_events.lot_id
    from {{ ref('int_lot_first_events') }} as first_events
    inner join {{ ref('stock_movements') }} as movements
        on first_events.lot_id = movements.lot_id
    inner join {{ ref('int_history_starts') }} as history_starts
        on movements.source_system = history_starts.source_system
    where first_events.occurred_at < cast(history_starts.history_from as timestamp)
    group by first_events.lot_id

),

whereabouts as (

    select
        lot_id,
        min(site_code) as site_code,
        count(distinct coalesce(site_code, '')) as site_count
    from {{ ref('int_lot_whereabouts') }}
    group by lot_id

)

select
    lots.lot_id,
    lots.item_code,
    lots.lot_code,
    case when whereabouts.site_count = 1 then whereabouts.site_code end as site_code,
    -quantities.on_hand_qty as lacking_qty
from quantities
inner join lots on quantities.lot_id = lots.lot_id
left join whereabouts on lots.lot_id = whereabouts.lot_id
left join older on lots.lot_id = older.lot_id
where
    older.lot_id is null
    and -quantities.on_hand_qty
    > least(0.005, 0.005 * quantities.total_qty)
    + quantities.total_qty * {{ var('need_tolerance_percent') }} / 100.0
