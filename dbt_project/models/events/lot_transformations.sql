-- Grain: one row per split, merge or relabel pair: from one lot to one lot.
-- A side without lot is an unknown lot of that row.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where fact_type = 'transformation'

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

paired as (

    select
        postings.*,
        coalesce(postings.to_item_code, postings.item_code) as made_item_code,
        lot_references.lot_id as known_to_lot_id,
        case
            when lot_references.match_method in ('normalised', 'supplier_lot')
                then replace(postings.naming_evidence, 'confirmed', 'probable')
            else postings.naming_evidence
        end as evidence
    from postings
    left join lot_references on postings.to_lot_ref = lot_references.lot_ref

),

valued as (

    select
        paired.*,
        case
            when paired.made_item_code = paired.item_code then paired.signed_qty
            when paired.booked_qty is not null
                then try_cast(paired.qty * unit_factors.factor as decimal(18, 6))
        end as made_qty,
        case
            when paired.made_item_code = paired.item_code then paired.booked_uom
            else unit_factors.base_uom
        end as made_uom
    from paired
    left join unit_factors
        on paired.made_item_code = unit_factors.item_code and paired.uom = unit_factors.from_uom

)

select
    ---------- ids
    fact_id,
    coalesce(
        lot_id,
        {{ make_id('L', ["'unknown'", 'item_code', "'transformation'", 'fact_id', "'in'"]) }}
    ) as from_lot_id,
    coalesce(
        known_to_lot_id,
        {{ make_id('L', ["'unknown'", 'made_item_code', "'transformation'", 'fact_id', "'out'"]) }}
    ) as to_lot_id,
    lot_id is null as is_unknown_from_lot,
    known_to_lot_id is null as is_unknown_to_lot,
    posting_kind as transformation_kind,
    evidence,

    ---------- what
    work_order_code,
    site_code,
    item_code as from_item_code,
    made_item_code as to_item_code,
    qty,
    uom,
    cast(signed_qty as decimal(18, 6)) as booked_qty,
    booked_uom,
    cast(made_qty as decimal(18, 6)) as made_qty,
    made_uom,

    ---------- when
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,

    ---------- record
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('occurred_at') }} as event_month
from valued
