-- Grain: one row per pair of times of one fact that should agree: when it happened and when a scan
-- or a machine entered it, and when an output was made and when the stores took it in. The offset
-- is the second time less the first. Only outputs that are one row on each side are compared.
with

entries as (

    select * from {{ ref('int_entries') }}
    where capture_method in ('scan', 'machine')

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
        min(contract) as contract,
        min(source_file) as source_file,
        min(source_row) as source_row
    from {{ ref('int_entries') }}
    where contract = 'mes_outputs' and work_order_code is not null and lot_ref is not null
    group by work_order_code, lot_ref, qty
    having count(*) = 1

),

lot_references as (

    select * from {{ ref('lot_references') }}

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
    'entry' as pair_kind,
    contract,
    source_system,
    source_file,
    source_row,
    site_code,
    coalesce(station_code, site_code, '') as station_code,
    cast(ended_at as date) as told_date,
    delay_seconds as offset_seconds
from entries
union all
select
    'store' as pair_kind,
    made.contract,
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
