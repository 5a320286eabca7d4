-- Grain: one row per finding and record behind it, of the rules over master data.
{% set families = [
    'int_planless_order_records',
    'int_undefined_alternate_records',
    'int_unreachable_records',
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
