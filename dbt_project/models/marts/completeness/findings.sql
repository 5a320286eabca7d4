-- Grain: one row per finding, of every rule. Ids are made of the rule and its subject alone, so
-- that a finding keeps its id from build to build.
{% set families = [
    'int_missing_lot_findings',
    'int_silent_order_findings',
    'int_shared_code_findings',
    'int_self_loop_findings',
    'int_early_use_findings',
    'int_inferred_gap_findings',
    'int_reconciliation_findings',
    'int_guessed_lot_findings',
    'int_lot_conflict_findings',
    'int_order_status_findings',
    'int_master_conflict_findings',
    'int_door_findings',
    'int_changed_fact_findings',
    'int_delivery_findings',
    'int_mangled_code_findings',
    'int_link_findings',
    'int_identity_findings',
    'int_quantity_findings',
    'int_time_findings',
    'int_master_findings',
    'int_governance_findings',
] %}
with

united as (

    {% for family in families %}
    select {{ finding_columns() }} from {{ ref(family) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

shifts as (

    select * from {{ ref('int_finding_shifts') }}

)

select
    {{ make_id('F', ['united.rule_id', 'united.subject_kind', 'united.subject_key']) }}
        as finding_id,
    united.rule_id,
    united.subject_kind,
    united.severity,
    {{ make_id(
        'C', ['united.rule_id', 'united.subject_kind', 'united.severity', 'united.item_code']
    ) }} as cause_id,
    united.message,
    united.item_code,
    united.lot_id,
    united.lot_code,
    united.work_order_code,
    united.delivery_code,
    united.receipt_code,
    united.partner_code,
    coalesce(united.site_code, work_orders.site_code) as site_code,
    coalesce(united.line_code, work_orders.line_code) as line_code,
    coalesce(united.shift_code, shifts.shift_code) as shift_code,
    united.source_system,
    try_cast(united.qty as decimal(18, 6)) as qty,
    united.uom,
    united.occurred_at,
    united.record_count
from united
left join work_orders on united.work_order_code = work_orders.work_order_code
left join shifts
    on
        united.rule_id = shifts.rule_id
        and united.subject_kind = shifts.subject_kind
        and united.subject_key = shifts.subject_key
