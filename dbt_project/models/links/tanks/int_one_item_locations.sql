-- Grain: one row per warehouse location that orders draw from and that only ever held one item.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where contract = 'wms_movements'

),

held as (

    select
        to_location as place_code,
        item_code
    from postings
    union all
    select
        from_location as place_code,
        item_code
    from postings

),

drawn as (

    select from_location as place_code
    from postings
    where posting_kind = 'issue' and from_location is not null
    group by from_location

)

select held.place_code
from held
inner join drawn on held.place_code = drawn.place_code
group by held.place_code
having count(distinct held.item_code) = 1
