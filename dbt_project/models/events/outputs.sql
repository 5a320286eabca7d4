-- Grain: one row per output that makes an edge; returns and reversals are netted.
with

facts as (

    select * from {{ ref('int_facts_less_returns') }}
    where fact_type = 'output'
    union all
    select * from {{ ref('int_facts_of_other_system') }}
    where fact_type = 'output'

)

select
    ---------- ids
    fact_id,
    lot_id,
    run_id,
    is_unknown_lot,
    document_type,
    document_code,
    work_order_code,
    operation_run_id,
    output_group,

    ---------- what
    posting_kind as output_kind,
    site_code,
    from_location as place_code,
    item_code,
    qty,
    uom,
    cast(net_qty as decimal(18, 6)) as booked_qty,
    booked_uom,
    cast(case when has_base_unit then net_qty end as decimal(18, 6)) as base_qty,
    case when has_base_unit then booked_uom end as base_uom,
    is_returned,
    evidence,
    rule_id,

    ---------- when
    occurred_at,
    occurred_from_at,
    occurred_until_at,
    occurred_at_text,
    time_basis,

    ---------- record
    operator_code,
    capture_method,
    begun_basis,
    ended_basis,
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('occurred_at') }} as event_month
from facts
