-- Grain: one row per finding, of every rule. Ids are made of the rule and its subject alone, so
-- that a finding keeps its id from build to build.
with

united as (

    select {{ finding_columns() }} from {{ ref('int_missing_lot_findings') }}
    union all
    select {{ finding_columns() }} from {{ ref('int_silent_order_findings') }}
    union all
    select {{ finding_columns() }} from {{ ref('int_shared_code_findings') }}
    union all
    select {{ finding_columns() }} from {{ ref('int_self_loop_findings') }}
    union all
    select {{ finding_columns() }} from {{ ref('int_early_use_findings') }}
    union all
    select {{ finding_columns() }} from {{ ref('int_inferred_gap_findings') }}

)

select
    {{ make_id('F', ['rule_id', 'subject_kind', 'subject_key']) }} as finding_id,
    rule_id,
    subject_kind,
    severity,
    {{ make_id('C', ['rule_id', 'subject_kind', 'severity', 'item_code']) }} as cause_id,
    message,
    item_code,
    lot_id,
    lot_code,
    work_order_code,
    delivery_code,
    receipt_code,
    partner_code,
    site_code,
    source_system,
    qty,
    uom,
    occurred_at,
    record_count
from united
