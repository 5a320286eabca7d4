-- Grain: one row per finding and record behind it, of the rules over links that are told by their
-- records alone.
{% set families = [
    'int_idle_order_records',
    'int_unplanned_use_records',
    'int_foreign_use_records',
    'int_orphan_shipment_records',
    'int_unmade_shipment_records',
    'int_packaging_gap_records',
    'int_order_cycle_records',
    'int_unshared_output_records',
    'int_unsplit_use_records',
    'int_lost_transfer_records',
    'int_pilot_stock_records',
    'int_undeclared_blend_records',
    'int_subcontract_gap_records',
    'int_foreign_return_records',
    'int_doubtful_reversal_records',
    'int_packing_records',
    'int_untold_unit_records',
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
