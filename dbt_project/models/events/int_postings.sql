-- Grain: one row per posting, with its amount in the item's base unit, else as written.
with

postings as (

    select * from {{ ref('int_postings_identified') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

identified as (

    select
        postings.*,
        unit_factors.factor,
        unit_factors.base_uom
    from postings
    left join unit_factors
        on
            postings.item_code = unit_factors.item_code
            and postings.uom = unit_factors.from_uom

)

select
    ---------- record
    fact_id,
    contract,
    source_system,
    record_id,
    load_id,
    source_file,
    source_row,
    lot_split_count,
    reversal_of,

    ---------- what it says
    fact_type,
    posting_kind,
    direction,
    order_code as work_order_code,
    operation_run_id,
    output_group,
    run_id,
    document_type,
    document_code,
    document_type || chr(31) || document_code || chr(31) || item_code as document_item_key,
    place_site_code as site_code,
    from_location,
    to_location,
    item_code,
    lot_id,
    is_unknown_lot,
    naming_evidence,
    naming_rule,
    to_item_code,
    to_lot_ref,
    delivery_code,
    receipt_code,
    partner_code,
    operator_code,
    capture_method,
    handling_unit_code,
    unit_evidence,

    ---------- how much: in the base unit where there is a path, else as written
    qty,
    uom,
    factor is not null as has_base_unit,
    case
        when lot_split_count > 1 then null
        when factor <> 1 then try_cast(qty * factor as decimal(18, 6))
        else qty
    end as booked_qty,
    coalesce(case when factor is not null then base_uom end, uom) as booked_uom,

    ---------- when
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    recorded_at_text,
    begun_basis,
    ended_basis,
    time_basis,
    earliest_at,
    latest_at,
    is_zoned,
    is_whole_day
from identified
