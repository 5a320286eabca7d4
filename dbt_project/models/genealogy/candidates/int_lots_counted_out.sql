-- Grain: one row per lot that a person counted as gone: zero at every place where the warehouse put
-- it, and nothing moved since.
with

counts as (

    select
        lot_id,
        site_code,
        location,
        max(case when booked_qty = 0 then 0 else 1 end) as has_stock,
        max(occurred_at) as counted_at
    from {{ ref('int_latest_counts') }}
    group by lot_id, site_code, location

),

storage as (

    select
        lot_id,
        site_code,
        to_location
    from {{ ref('lot_events') }}
    where
        contract = 'wms_movements'
        and to_location is not null
        and event_kind in (
            'receipt', 'putaway', 'transfer', 'transfer_in', 'production_receipt',
            'customer_return', 'return_from_order', 'adjustment'
        )
    group by lot_id, site_code, to_location

),

uncounted as (

    select storage.lot_id
    from storage
    left join counts
        on
            storage.lot_id = counts.lot_id
            and storage.site_code = counts.site_code
            and storage.to_location = counts.location
    where counts.lot_id is null
    group by storage.lot_id

),

movements as (

    select
        lot_id,
        max(occurred_at) as moved_at,
        max(case when occurred_at is null then 1 else 0 end) as has_untimed
    from {{ ref('stock_movements') }}
    where lot_id is not null
    group by lot_id

),

emptied as (

    select
        lot_id,
        max(has_stock) as has_stock,
        min(counted_at) as counted_at
    from counts
    group by lot_id

)

select emptied.lot_id
from emptied
left join uncounted on emptied.lot_id = uncounted.lot_id
left join movements on emptied.lot_id = movements.lot_id
where
    emptied.has_stock = 0
    and uncounted.lot_id is null
    and coalesce(movements.has_untimed, 0) = 0
    and coalesce(movements.moved_at <= emptied.counted_at, true)
