-- Grain: one row per counted amount of a lot at a location; lot_id is null where no lot was named.
with

stock as (

    select * from {{ ref('stg_wms__stock') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

)

select
    lot_references.lot_id,
    stock.site_code,
    stock.location,
    stock.item_code,
    stock.lot_code,
    stock.stock_status,
    stock.qty,
    stock.uom,
    case
        when unit_factors.factor <> 1
            then try_cast(stock.qty * unit_factors.factor as decimal(18, 6))
        else stock.qty
    end as booked_qty,
    coalesce(case when unit_factors.factor is not null then unit_factors.base_uom end, stock.uom)
        as booked_uom,
    stock.counted_at as occurred_at,
    stock.counted_at_text as occurred_at_text,
    stock.counted_at_basis as time_basis,
    stock.source_system,
    stock.contract,
    stock.source_file,
    stock.source_row,
    {{ month_of('stock.counted_at') }} as event_month
from stock
left join lot_references on stock.lot_ref = lot_references.lot_ref
left join unit_factors
    on
        stock.item_code = unit_factors.item_code
        and stock.uom = unit_factors.from_uom
