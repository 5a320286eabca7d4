-- Grain: one row per side of a split, merge or relabel pair.
with

transformations as (

    select * from {{ ref('lot_transformations') }}

),

flows as (

    select
        fact_id,
        transformation_kind || '_from' as flow_kind,
        from_lot_id as lot_id,
        is_unknown_from_lot as is_unknown_lot,
        site_code,
        from_item_code as item_code,
        -booked_qty as flow_qty,
        booked_uom as flow_uom,
        work_order_code,
        occurred_at,
        occurred_at_text,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from transformations
    union all
    select
        fact_id,
        transformation_kind || '_to' as flow_kind,
        to_lot_id as lot_id,
        is_unknown_to_lot as is_unknown_lot,
        site_code,
        to_item_code as item_code,
        made_qty as flow_qty,
        made_uom as flow_uom,
        work_order_code,
        occurred_at,
        occurred_at_text,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from transformations

)

select
    fact_id,
    flow_kind,
    lot_id,
    is_unknown_lot,
    site_code,
    item_code,
    flow_qty,
    flow_uom,
    false as is_transfer,
    work_order_code,
    occurred_at,
    occurred_at_text,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row
from flows
