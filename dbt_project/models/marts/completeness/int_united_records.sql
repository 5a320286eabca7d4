-- Grain: one row per finding and fact of a source record behind it, of every family.
{% set families = [
    'int_missing_lot_records',
    'int_silent_order_records',
    'int_shared_code_records',
    'int_self_loop_records',
    'int_early_use_records',
    'int_order_gap_records',
    'int_lot_gap_records',
    'int_reconciliation_records',
    'int_guessed_lot_records',
    'int_lot_conflict_records',
    'int_order_status_records',
    'int_master_conflict_records',
    'int_door_records',
    'int_changed_fact_records',
    'int_mangled_code_records',
    'int_rounded_code_records',
    'int_link_records',
    'int_identity_records',
    'int_quantity_records',
    'int_time_records',
    'int_master_records',
    'int_governance_records',
] %}
with

united as (

    {% for family in families %}
    select {{ record_columns() }} from {{ ref(family) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from united
