-- Grain: one row per record that brought a lot to a place where lots of an item lay together and
-- that no master declares as a tank or silo (LK-21); the first twenty of each place. A place is
-- what a master or the shop floor names as one: on a shelf lots lie together and do not mix.
with

named_places as (

    select place_code from {{ ref('stg_mes__places') }}
    union
    select place_code from {{ ref('consumptions') }}
    where contract = 'mes_consumptions'

),

blended as (

    select places.*
    from {{ ref('int_blended_places') }} as places
    inner join named_places on places.place_code = named_places.place_code

),

brought as (

    select
        postings.*,
        blended.place_code,
        row_number() over (
            partition by blended.place_code
            order by
                postings.occurred_at asc nulls last,
                postings.fact_id asc nulls last
        ) as arrival_no
    from {{ ref('int_postings_standing') }} as postings
    inner join blended on postings.to_location = blended.place_code
    where
        not postings.is_unknown_lot
        and postings.contract = 'wms_movements'

),

records as (

    select
        'LK-21' as rule_id,
        'place' as subject_kind,
        place_code as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'brought' as note,
        'S1' as severity,
        'At place ' || place_code
        || ' lots of one item lay together, and no master declares it a tank or silo' as words,
        item_code,
        lot_id,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        {{ untold(['work_order_code', 'delivery_code', 'receipt_code', 'partner_code']) }}
    from brought
    where arrival_no <= 20

)

select {{ told_columns() }}
from records
