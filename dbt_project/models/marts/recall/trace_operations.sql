-- Grain: one row per recorded run of an operation.
with

operations as (

    select * from {{ ref('operations') }}

)

select
    work_order_code,
    operation_run_id,
    operation_no,
    operation_name,
    equipment_code,
    operator_code,
    shift_code,
    started_at_text as started_at,
    ended_at_text as ended_at,
    good_qty,
    scrap_qty,
    uom
from operations
