-- Grain: one row per fact type, order, item and lot that only the system beside the record names.
-- Lots are united, quantities are not: the row stands for its lot with an unknown amount.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where
        fact_type in ('consumption', 'output')
        and work_order_code is not null
        and not is_unknown_lot

),

facts_of_record as (

    select
        fact_type,
        work_order_code,
        item_code,
        lot_id
    from {{ ref('int_facts_of_record') }}
    where work_order_code is not null
    group by fact_type, work_order_code, item_code, lot_id

),

unnamed as (

    select
        postings.*,
        cast(sum(postings.signed_qty) over (
            partition by
                postings.fact_type, postings.work_order_code, postings.item_code, postings.lot_id
        ) as decimal(18, 6)) as net_qty,
        row_number() over (
            partition by
                postings.fact_type, postings.work_order_code, postings.item_code, postings.lot_id
            order by postings.signed_qty desc nulls last, postings.fact_id asc nulls last
        ) as posting_no
    from postings
    left join facts_of_record
        on
            postings.fact_type = facts_of_record.fact_type
            and postings.work_order_code = facts_of_record.work_order_code
            and postings.item_code = facts_of_record.item_code
            and postings.lot_id = facts_of_record.lot_id
    where facts_of_record.lot_id is null

),

lots as (

    select
        *,
        case when net_qty > 0 then 'probable' else 'possible' end as evidence,
        'named_by_the_other_system' as rule_id
    from unnamed
    where posting_no = 1

)

select
    fact_id,
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
    cast(null as decimal(18, 6)) as net_qty,
    booked_uom,
    has_base_unit,
    false as is_returned,
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
from lots
