-- Grain: one row per finding and record behind it, of the rules over quantities that are told by
-- their records alone.
{% set families = [
    'int_lot_excess_records',
    'int_negative_stock_records',
    'int_residual_records',
    'int_yield_records',
    'int_unit_mistake_records',
    'int_unit_gap_records',
    'int_conversion_records',
    'int_odd_amount_records',
    'int_use_outlier_records',
    'int_rounding_drift_records',
    'int_silent_scrap_records',
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
