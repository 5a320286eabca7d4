-- Grain: one row per fact without lot and the unknown lot that stands for it.
{% set tables = {
    'consumption': ('consumptions', {}),
    'output': ('outputs', {}),
    'receipt': ('receipts', {'receipt_code': 'receipt_code', 'partner_code': 'supplier_code'}),
    'shipment': ('shipments', {'delivery_code': 'delivery_code', 'partner_code': 'customer_code'}),
    'open_delivery': (
        'open_deliveries', {'delivery_code': 'delivery_code', 'partner_code': 'customer_code'}
    ),
    'customer_return': (
        'customer_returns', {'delivery_code': 'delivery_code', 'partner_code': 'customer_code'}
    ),
} %}
with

facts as (

    {% for fact_type, (table, codes) in tables.items() %}
    select
        lot_id,
        item_code,
        document_type,
        document_code,
        {{ 'work_order_code' if not codes else 'cast(null as string) as work_order_code' }},
        {% for name in ['delivery_code', 'receipt_code', 'partner_code'] %}
        {{ codes.get(name, 'cast(null as string)') }} as {{ name }},
        {% endfor %}
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        '{{ fact_type }}' as fact_type
    from {{ ref(table) }}
    where is_unknown_lot
    union all
    {% endfor %}
    {% for side in ['from', 'to'] %}
    select
        {{ side }}_lot_id as lot_id,
        {{ side }}_item_code as item_code,
        'transformation' as document_type,
        fact_id as document_code,
        work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        site_code,
        {{ 'booked' if side == 'from' else 'made' }}_qty as booked_qty,
        {{ 'booked' if side == 'from' else 'made' }}_uom as booked_uom,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        'transformation' as fact_type
    from {{ ref('lot_transformations') }}
    where is_unknown_{{ side }}_lot
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    *,
    case when document_code like '%' || chr(31) || '%' then '(none)' else document_code end
        as document_label
from facts
