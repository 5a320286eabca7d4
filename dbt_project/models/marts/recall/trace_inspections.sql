-- Grain: one row per inspection result that names a lot.
with

inspections as (

    select * from {{ ref('inspections') }}
    where lot_id is not null

)

select
    lot_id,
    inspection_id,
    inspection_type,
    characteristic,
    result_value,
    unit,
    verdict,
    occurred_at_text as inspected_at,
    inspector_code,
    certificate_code,
    work_order_code
from inspections
