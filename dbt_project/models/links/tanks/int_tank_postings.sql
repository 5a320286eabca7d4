-- Grain: one row per standing posting and tank that it fills or draws from. A consumption at a tank
-- draws from it; a return of an order fills it, and a lot moved out of it draws. is_named: false =
-- a use that names no place, of a lot that was poured into a declared tank.
with

postings as (

    select * from {{ ref('int_postings_standing') }}

),

tanks as (

    select * from {{ ref('holding_places') }}
    where is_tank

),

passings as (

    select
        fact_id,
        'fill' as passing_kind,
        to_location as place_code
    from postings
    where
        contract = 'wms_movements'
        and posting_kind in (
            'receipt', 'putaway', 'transfer', 'transfer_in', 'production_receipt',
            'return_from_order', 'customer_return', 'split', 'merge', 'relabel'
        )
    union all
    select
        fact_id,
        'fill' as passing_kind,
        from_location as place_code
    from postings
    where contract = 'mes_outputs' and posting_kind not in ('scrap', 'sample')
    union all
    select
        fact_id,
        'draw' as passing_kind,
        from_location as place_code
    from postings
    where
        contract = 'wms_movements'
        and posting_kind in (
            'issue', 'putaway', 'transfer', 'transfer_out', 'shipment', 'split', 'merge', 'relabel'
        )
    union all
    select
        fact_id,
        'draw' as passing_kind,
        to_location as place_code
    from postings
    where contract = 'mes_consumptions' and direction = 1

),

poured as (

    select
        postings.lot_id,
        passings.place_code
    from passings
    inner join postings on passings.fact_id = postings.fact_id
    inner join tanks on passings.place_code = tanks.place_code
    where passings.passing_kind = 'fill' and tanks.is_declared and not postings.is_unknown_lot
    group by postings.lot_id, passings.place_code

)

select
    passings.*,
    true as is_named
from passings
inner join tanks on passings.place_code = tanks.place_code
union all
select
    postings.fact_id,
    'draw' as passing_kind,
    poured.place_code,
    false as is_named
from postings
inner join poured on postings.lot_id = poured.lot_id
where
    postings.contract = 'mes_consumptions'
    and postings.direction = 1
    and postings.to_location is null
