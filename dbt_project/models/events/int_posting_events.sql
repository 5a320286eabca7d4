-- Grain: one row per posting and lot that it names; a lot pair is two rows.
with

postings as (

    select * from {{ ref('int_postings') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

named as (

    select
        *,
        case
            when reversal_of is not null then 'reversal'
            when contract = 'wms_movements' then posting_kind
            when fact_type = 'consumption' and direction < 0 then 'return_from_order'
            else fact_type
        end as event_kind
    from postings

),

made as (

    select
        named.*,
        lot_references.lot_id as made_lot_id
    from named
    inner join lot_references on named.to_lot_ref = lot_references.lot_ref
    where named.fact_type = 'transformation'

)

select
    fact_id,
    lot_id,
    event_kind,
    occurred_at,
    occurred_at_text,
    recorded_at_text,
    time_basis,
    site_code,
    from_location,
    to_location,
    booked_qty,
    booked_uom,
    work_order_code,
    delivery_code,
    receipt_code,
    partner_code,
    operator_code,
    source_system,
    contract,
    source_file,
    source_row
from named
union all
select
    fact_id,
    made_lot_id as lot_id,
    event_kind,
    occurred_at,
    occurred_at_text,
    recorded_at_text,
    time_basis,
    site_code,
    from_location,
    to_location,
    case when to_item_code is null or to_item_code = item_code then booked_qty end as booked_qty,
    case when to_item_code is null or to_item_code = item_code then booked_uom end as booked_uom,
    work_order_code,
    delivery_code,
    receipt_code,
    partner_code,
    operator_code,
    source_system,
    contract,
    source_file,
    source_row
from made
