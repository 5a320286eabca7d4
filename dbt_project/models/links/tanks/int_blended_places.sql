-- Grain: one row per place where a lot was brought while another of its item lay there: what is
-- used from it may be of either, whatever the row names. Places of use are those that a master or a
-- consumption names; a location that orders draw from counts if it only ever held one item, as a
-- silo does: in a rack, lots lie together and do not mix.
with

postings as (

    select * from {{ ref('int_postings_standing') }}

),

places as (

    select place_code from {{ ref('stg_mes__places') }}
    where place_type is null or place_type not in ('tank', 'silo')
    union
    select place_code from {{ ref('consumptions') }}
    where contract = 'mes_consumptions'
    union
    select place_code from {{ ref('int_one_item_locations') }}

),

flows as (

    select
        fact_id,
        to_location as place_code,
        site_code,
        item_code,
        lot_id,
        occurred_at,
        abs(signed_qty) as flow_qty
    from postings
    where contract = 'wms_movements' and to_location is not null
    union all
    select
        fact_id,
        from_location as place_code,
        site_code,
        item_code,
        lot_id,
        occurred_at,
        -abs(signed_qty) as flow_qty
    from postings
    where contract = 'wms_movements' and from_location is not null
    union all
    select
        fact_id,
        to_location as place_code,
        site_code,
        item_code,
        lot_id,
        occurred_at,
        -signed_qty as flow_qty
    from postings
    where contract = 'mes_consumptions' and to_location is not null

),

books as (

    select
        flows.*,
        cast(sum(flows.flow_qty) over (
            partition by flows.place_code, flows.item_code
            order by flows.occurred_at asc nulls last, flows.fact_id asc nulls last
            rows between unbounded preceding and current row
        ) as decimal(38, 6)) as item_qty,
        cast(sum(flows.flow_qty) over (
            partition by flows.place_code, flows.item_code, flows.lot_id
            order by flows.occurred_at asc nulls last, flows.fact_id asc nulls last
            rows between unbounded preceding and current row
        ) as decimal(38, 6)) as lot_qty
    from flows
    inner join places on flows.place_code = places.place_code
    where flows.lot_id is not null

)

select
    place_code,
    min(site_code) as site_code
from books
where flow_qty > 0 and item_qty > lot_qty
group by place_code
