-- Grain: one row per recorded run of an operation.
with

operations as (

    select * from {{ ref('stg_mes__operations') }}

)

select
    ---------- ids
    operation_run_id,
    work_order_code,

    ---------- what
    site_code,
    operation_no,
    operation_name,
    equipment_code,
    operator_code,
    shift_code,
    good_qty,
    scrap_qty,
    uom,

    ---------- when
    started_at as occurred_at,
    ended_at_until as occurred_until_at,
    started_at_text,
    ended_at_text,
    started_at_basis as time_basis,

    ---------- record
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('coalesce(started_at, ended_at)') }} as event_month
from operations
