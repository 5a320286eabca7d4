-- Grain: one row per change of stock of a counted lot, with its amount in two books: that of the
-- facts of record, and that of the warehouse, where what it issued or took in of an order counts
-- when it did so: a lot picked and not yet mounted is not missing.
with

counted as (

    select lot_id from {{ ref('counts') }}
    where lot_id is not null
    group by lot_id

),

movements as (

    select
        movements.*,
        case
            when movements.flow_kind = 'output' then 'output'
            when movements.flow_kind in ('consumption', 'return_from_order') then 'consumption'
        end as fact_type
    from {{ ref('stock_movements') }} as movements
    inner join counted on movements.lot_id = counted.lot_id

),

postings as (

    select
        postings.fact_id,
        postings.lot_id,
        postings.site_code,
        postings.occurred_at,
        postings.fact_type,
        case when postings.fact_type = 'output' then 1 else -1 end
        * postings.signed_qty as flow_qty,
        postings.booked_uom as flow_uom
    from {{ ref('int_postings_standing') }} as postings
    inner join counted on postings.lot_id = counted.lot_id
    left join movements on postings.fact_id = movements.fact_id
    where
        postings.contract = 'wms_movements'
        and postings.fact_type in ('consumption', 'output')
        and movements.fact_id is null

),

told as (

    select
        lot_id,
        fact_type
    from postings
    group by lot_id, fact_type

)

select
    movements.fact_id,
    movements.lot_id,
    movements.site_code,
    movements.occurred_at,
    movements.flow_qty as record_qty,
    case when told.lot_id is null then movements.flow_qty else cast(0 as decimal(18, 6)) end
        as warehouse_qty,
    movements.flow_uom
from movements
left join told on movements.lot_id = told.lot_id and movements.fact_type = told.fact_type
union all
select
    fact_id,
    lot_id,
    site_code,
    occurred_at,
    cast(0 as decimal(18, 6)) as record_qty,
    cast(flow_qty as decimal(18, 6)) as warehouse_qty,
    flow_uom
from postings
