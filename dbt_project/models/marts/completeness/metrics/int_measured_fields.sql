-- Grain: one row per event, counting the key fields of it that are filled (breadth); and per use,
-- whether it is tied to a part of its order's output instead of all of it (precision).
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
{% set key_fields = {
    'receipts': ['supplier_code', 'supplier_lot_code', 'receipt_code'],
    'consumptions': ['work_order_code', 'site_code'],
    'outputs': ['work_order_code', 'site_code'],
    'shipments': ['customer_code', 'ship_to_code', 'delivery_code'],
} %}
{% for table, names in key_fields.items() %}
{% set fields = names + ['booked_qty', 'booked_uom', 'occurred_at'] %}
select
    {{ measured("'breadth_depth'", "'" ~ table ~ "'", {
        'work_order_code': 'work_order_code' if 'work_order_code' in fields else 'null',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'part_count': '(case when not is_unknown_lot then 1 else 0 end + case when '
            ~ fields | join(' is not null then 1 else 0 end + case when ')
            ~ ' is not null then 1 else 0 end)',
        'whole_count': fields | length + 1,
    }) }}
from {{ ref(table) }}
{{ 'where not is_listed_only' if table in ('receipts', 'shipments') }}
union all
{% endfor %}
select
    {{ measured("'breadth_depth'", "'precision'", {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'part_count': 'case when output_group is not null then 1 else 0 end',
        'part_qty': 'case when output_group is not null then booked_qty else 0 end',
        'whole_qty': 'booked_qty',
        'uom': 'booked_uom',
    }) }}
from {{ ref('consumptions') }}
where not is_returned
