-- Grain: one row per standing posting and tank that it fills or draws from, as written.
-- A consumption at a tank draws from it; a return of an order fills it, and a lot moved out of it
-- draws. Counts and adjustments tell how much lies there, not what.
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
            'return_from_order', 'customer_return'
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
        and posting_kind in ('issue', 'putaway', 'transfer', 'transfer_out', 'shipment')
    union all
    select
        fact_id,
        'draw' as passing_kind,
        to_location as place_code
    from postings
    where contract = 'mes_consumptions' and direction = 1

)

-- All columns of a posting, and the tank it passes.
select
    passings.passing_kind,
    passings.place_code,
    tanks.site_code as place_site_code,
    tanks.is_declared,
    tanks.is_metered,
    tanks.tolerance_seconds,
    tanks.entry_delay_seconds,
    tanks.late_booking_seconds,
    postings.*  -- noqa: AM04
from passings
inner join tanks on passings.place_code = tanks.place_code
inner join postings on passings.fact_id = postings.fact_id
