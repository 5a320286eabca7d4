-- Grain: one row per source record and lot that it names: all that was written about a lot,
-- reversed rows and rows beside the record included.
with

events as (

    select * from {{ ref('int_posting_events') }}
    union all
    select * from {{ ref('int_document_events') }}
    union all
    select * from {{ ref('int_quality_events') }}

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
    source_row,
    {{ month_of('occurred_at') }} as event_month
from events
where lot_id is not null
