-- Grain: one row per finding and record behind it, of the rules over identity that are told by
-- their records alone.
{% set families = [
    'int_two_number_records',
    'int_spelling_records',
    'int_respelled_lot_records',
    'int_check_digit_records',
    'int_odd_mask_records',
    'int_renumbered_records',
    'int_reused_lot_records',
    'int_idle_lot_records',
    'int_generic_lot_records',
    'int_supplier_lot_records',
    'int_unknown_party_records',
    'int_merged_party_records',
    'int_duplicate_serial_records',
    'int_serial_double_records',
    'int_reused_unit_records',
    'int_unknown_item_records',
    'int_switched_item_records',
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
