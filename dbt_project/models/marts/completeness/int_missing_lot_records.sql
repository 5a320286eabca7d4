-- Grain: one row per fact without lot.
with

records as (

    select * from {{ ref('int_unknown_lot_records') }}

),

missing_lots as (

    select * from {{ ref('int_missing_lots') }}

)

select
    missing_lots.rule_id,
    missing_lots.fact_type as subject_kind,
    missing_lots.lot_id as subject_key,
    records.contract,
    records.source_system,
    records.source_file,
    records.source_row,
    cast(null as string) as note,
    records.delivery_code,
    records.receipt_code,
    records.partner_code,
    records.site_code,
    records.booked_qty,
    records.booked_uom,
    records.occurred_at_text
from records
inner join missing_lots
    on
        records.lot_id = missing_lots.lot_id
        and records.fact_type = missing_lots.fact_type
