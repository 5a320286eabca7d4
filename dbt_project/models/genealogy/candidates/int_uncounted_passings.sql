-- Grain: one row per fill of or draw from a tank in which the lot is never counted. is_move: a move
-- inside the site, and so a change of what lies on the shelf; shelf_qty: by how much.
with

passings as (

    select * from {{ ref('int_tank_passings') }}
    where is_named and posting_kind not in ('split', 'merge', 'relabel')

),

postings as (

    select
        fact_id,
        site_code
    from {{ ref('int_postings_standing') }}

),

places as (

    select
        lot_id,
        location,
        1 as is_counted
    from {{ ref('counts') }}
    where lot_id is not null
    group by lot_id, location

),

counted as (

    select lot_id from places
    group by lot_id

)

select
    passings.passing_id,
    passings.fact_id,
    passings.lot_id,
    postings.site_code,
    passings.occurred_at,
    passings.posting_kind in ('putaway', 'transfer') as is_move,
    cast(
        case when passings.passing_kind = 'fill' then -1 else 1 end * abs(passings.signed_qty)
        as decimal(18, 6)
    ) as shelf_qty,
    passings.booked_uom as flow_uom
from passings
inner join counted on passings.lot_id = counted.lot_id
inner join postings on passings.fact_id = postings.fact_id
left join places
    on passings.lot_id = places.lot_id and passings.place_code = places.location
where places.is_counted is null
