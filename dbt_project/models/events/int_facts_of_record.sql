-- Grain: one row per standing consumption or output (returns too) of the system of record.
with

postings as (

    select
        *,
        coalesce(capture_method = 'backflush', false) and not is_unknown_lot as is_guessed
    from {{ ref('int_postings_standing') }}
    where fact_type in ('consumption', 'output')

),

records as (

    select * from {{ ref('int_record_systems') }}

),

facts as (

    select
        postings.*,
        case
            when postings.naming_evidence = 'confirmed' and postings.is_guessed then 'probable'
            else postings.naming_evidence
        end as evidence,
        case
            when postings.naming_evidence <> 'possible' and postings.is_guessed then 'backflush'
            when postings.unit_evidence is not null then 'handling_unit'
            else postings.naming_rule
        end as rule_id,
        postings.fact_type || chr(31) || coalesce(postings.work_order_code, postings.run_id)
        || chr(31) || postings.item_code || chr(31) || postings.lot_id as balance_key
    from postings
    left join records
        on
            postings.fact_type = records.fact_type
            and postings.work_order_code = records.work_order_code
            and postings.item_code = records.item_code
    where
        records.is_mes is null
        or records.is_mes = case when postings.contract = 'wms_movements' then 0 else 1 end

)

select
    fact_id,
    balance_key,
    direction,
    booked_qty,
    signed_qty,
    fact_type,
    posting_kind,
    lot_id,
    is_unknown_lot,
    document_type,
    document_code,
    run_id,
    work_order_code,
    operation_run_id,
    output_group,
    site_code,
    from_location,
    to_location,
    item_code,
    qty,
    uom,
    booked_uom,
    has_base_unit,
    evidence,
    rule_id,
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,
    operator_code,
    capture_method,
    begun_basis,
    ended_basis,
    source_system,
    contract,
    source_file,
    source_row
from facts
