-- Grain: one row per output of the shop floor that the stores took in, where both are one row: the
-- pair of times that should agree. The offset is when the stores had it less when it was made.
with

lot_references as (

    select * from {{ ref('lot_references') }}

),

made as (

    select
        work_order_code,
        lot_ref,
        qty,
        min(ended_at) as ended_at,
        min(source_system) as source_system,
        min(site_code) as site_code,
        min(station_code) as station_code,
        min(source_file) as source_file,
        min(source_row) as source_row
    from {{ ref('int_entries') }}
    where contract = 'mes_outputs' and work_order_code is not null and lot_ref is not null
    group by work_order_code, lot_ref, qty
    having count(*) = 1

),

stored as (

    select
        movements.work_order_code,
        lot_references.lot_id,
        movements.qty,
        min(movements.occurred_at) as occurred_at
    from {{ ref('stg_wms__movements') }} as movements
    inner join lot_references on movements.lot_ref = lot_references.lot_ref
    where
        movements.movement_type = 'production_receipt'
        and movements.work_order_code is not null
        and movements.occurred_at is not null
        and {{ seconds_between('movements.occurred_at_from', 'movements.occurred_at_until') }}
        < 82800
    group by movements.work_order_code, lot_references.lot_id, movements.qty
    having count(*) = 1

)

select
    'store' as pair_kind,
    'mes_outputs' as contract,
    made.source_system,
    made.source_file,
    made.source_row,
    made.site_code,
    coalesce(made.station_code, made.site_code, '') as station_code,
    cast(made.ended_at as date) as told_date,
    {{ seconds_between('made.ended_at', 'stored.occurred_at') }} as offset_seconds
from made
inner join lot_references on made.lot_ref = lot_references.lot_ref
inner join stored
    on
        made.work_order_code = stored.work_order_code
        and lot_references.lot_id = stored.lot_id
        and made.qty = stored.qty
