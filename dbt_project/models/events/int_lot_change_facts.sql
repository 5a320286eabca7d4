-- Grain: one row per order, item and lot that only a change of lots names as mounted, in the
-- columns of int_facts_of_other_system. When it was taken into use is not told: the lot taken off
-- was there before.
with

mounted as (

    select * from {{ ref('int_mounted_lots') }}

)

select
    'lot_change' || chr(31) || order_code || chr(31) || item_code || chr(31) || lot_id as fact_id,
    'consumption' as fact_type,
    'standard' as posting_kind,
    lot_id,
    false as is_unknown_lot,
    'work_order' as document_type,
    order_code as document_code,
    {{ make_id('R', ["'run'", 'order_code', "''"]) }} as run_id,
    order_code as work_order_code,
    operation_run_id,
    cast(null as string) as output_group,
    place_site_code as site_code,
    cast(null as string) as from_location,
    place_code as to_location,
    item_code,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    cast(null as decimal(18, 6)) as net_qty,
    cast(null as string) as booked_uom,
    false as has_base_unit,
    false as is_returned,
    'probable' as evidence,
    'lot_change' as rule_id,
    changed_at as occurred_at,
    cast(null as timestamp) as occurred_from_at,
    cast(null as timestamp) as occurred_until_at,
    changed_at_text as occurred_at_text,
    changed_at_basis as time_basis,
    operator_code,
    capture_method,
    'none' as begun_basis,
    'none' as ended_basis,
    source_system,
    contract,
    source_file,
    source_row
from mounted
