-- Grain: one row per finding and record behind it, of the rules over times that are told by their
-- records alone.
{% set families = [
    'int_early_output_records',
    'int_barred_use_records',
    'int_expired_use_records',
    'int_odd_time_records',
    'int_outside_order_records',
    'int_clock_records',
    'int_late_entry_records',
    'int_back_dated_records',
    'int_scan_rate_records',
    'int_operation_sequence_records',
    'int_passed_over_records',
] %}
with

united as (

    {% for family in families %}
    select {{ told_columns() }} from {{ ref(family) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select {{ told_columns() }}
from united
