-- Grain: one row per inspection result or count that names a lot.
with

inspections as (

    select * from {{ ref('inspections') }}
    where lot_id is not null

),

counts as (

    select * from {{ ref('counts') }}
    where lot_id is not null

)

select
    contract || chr(31) || inspection_id as fact_id,
    lot_id,
    'inspection' as event_kind,
    occurred_at,
    occurred_at_text,
    cast(null as string) as recorded_at_text,
    time_basis,
    cast(null as string) as site_code,
    cast(null as string) as from_location,
    cast(null as string) as to_location,
    cast(null as decimal(18, 6)) as booked_qty,
    cast(null as string) as booked_uom,
    work_order_code,
    cast(null as string) as delivery_code,
    receipt_code,
    cast(null as string) as partner_code,
    inspector_code as operator_code,
    source_system,
    contract,
    source_file,
    source_row
from inspections
union all
select
    contract || chr(31) || source_file || chr(31) || cast(source_row as string) as fact_id,
    lot_id,
    'count' as event_kind,
    occurred_at,
    occurred_at_text,
    cast(null as string) as recorded_at_text,
    time_basis,
    site_code,
    cast(null as string) as from_location,
    location as to_location,
    booked_qty,
    booked_uom,
    cast(null as string) as work_order_code,
    cast(null as string) as delivery_code,
    cast(null as string) as receipt_code,
    cast(null as string) as partner_code,
    cast(null as string) as operator_code,
    source_system,
    contract,
    source_file,
    source_row
from counts
