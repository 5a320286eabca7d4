-- Grain: one row per inspection result and lot; lot_id is null where the result names no lot.
with

inspections as (

    select * from {{ ref('stg_mes__inspections') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

)

select
    inspections.inspection_id,
    lot_references.lot_id,
    inspections.item_code,
    inspections.inspection_type,
    inspections.work_order_code,
    inspections.operation_run_id,
    inspections.receipt_code,
    inspections.characteristic,
    inspections.result_value,
    inspections.unit,
    inspections.verdict,
    inspections.inspector_code,
    inspections.new_lot_status,
    inspections.certificate_code,
    inspections.inspected_at as occurred_at,
    inspections.inspected_at_text as occurred_at_text,
    inspections.inspected_at_basis as time_basis,
    inspections.source_system,
    inspections.contract,
    inspections.source_file,
    inspections.source_row,
    {{ month_of('inspections.inspected_at') }} as event_month
from inspections
left join lot_references on inspections.lot_ref = lot_references.lot_ref
