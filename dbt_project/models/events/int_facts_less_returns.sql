-- Grain: one row per consumption or output that makes an edge, less what was taken back.
-- Returns reduce the newest rows of their order, item and lot first. What came back whole stays,
-- marked; amounts that cannot be compared (unknown, other unit) leave the amount unknown.
with

facts as (

    select
        *,
        direction * coalesce(booked_qty, 1) < 0 as is_return
    from {{ ref('int_facts_of_record') }}

),

totals as (

    select * from {{ ref('int_return_totals') }}

),

stacked as (

    select
        facts.*,
        totals.balance_key is not null as has_returns,
        coalesce(totals.has_facts, true) as has_facts,
        coalesce(totals.is_comparable, false) as is_comparable,
        totals.back_qty,
        cast(sum(case when facts.is_return then 0 else facts.signed_qty end) over (
            partition by facts.balance_key
            order by facts.occurred_at desc nulls last, facts.fact_id desc nulls last
            rows between unbounded preceding and current row
        ) as decimal(18, 6)) as newest_qty
    from facts
    left join totals on facts.balance_key = totals.balance_key

),

netted as (

    select
        *,
        case
            when is_return then null
            when not has_returns then signed_qty
            when is_comparable
                then
                    signed_qty
                    - least(signed_qty, greatest(back_qty - (newest_qty - signed_qty), 0))
        end as net_qty
    from stacked
    where not is_return or not has_facts

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
    net_qty,
    booked_uom,
    has_base_unit,
    is_return or coalesce(has_returns and net_qty = 0 and signed_qty > 0, false) as is_returned,
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
from netted
