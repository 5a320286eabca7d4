-- Grain: one row per record of a fact whose amount is missing, zero or negative. A reversal
-- and an adjustment may be negative; a unit with its own serial is one, and a whole pallet has the
-- amount of what was packed in it.
{% set movements = "('putaway', 'status_change')" %}
{% set tables = [
    ('mes_consumptions', 'mes_consumptions', 'true'),
    ('mes_outputs', 'mes_outputs', 'true'),
    ('wms_movements', 'wms_movements', 'movement_type not in ' ~ movements),
    ('erp_receipts', 'erp_receipts', 'true'),
    ('erp_deliveries', 'erp_deliveries',
        "(delivery_status = 'shipped' or (delivery_status is null and shipped_at is not null))"),
] %}
{% set instants = {
    'mes_consumptions': 'coalesce(started_at_text, ended_at_text)',
    'mes_outputs': 'coalesce(ended_at_text, started_at_text)',
    'wms_movements': 'occurred_at_text',
    'erp_receipts': 'received_at_text',
    'erp_deliveries': 'shipped_at_text',
} %}
{% set own = {
    'mes_consumptions': ['serial_code', 'reversal_of', 'work_order_code'],
    'mes_outputs': ['serial_code', 'reversal_of', 'work_order_code'],
    'wms_movements': ['serial_code', 'reversal_of', 'work_order_code', 'handling_unit_code',
        'delivery_code', 'receipt_code', 'partner_code', 'movement_type'],
    'erp_receipts': ['receipt_code'],
    'erp_deliveries': ['serial_code', 'delivery_code'],
} %}
{% set told = [
    'serial_code', 'reversal_of', 'work_order_code', 'handling_unit_code', 'delivery_code',
    'receipt_code', 'partner_code', 'movement_type',
] %}
with

facts as (

    {% for contract, table, condition in tables %}
    select
        contract,
        source_system,
        source_file,
        source_row,
        item_code,
        lot_ref,
        site_code,
        qty,
        uom,
        {{ instants[contract] }} as occurred_at_text,
        {% for name in told %}
        {{ name if name in own[contract] else 'cast(null as string)' }} as {{ name }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('stg_' ~ table.replace('_', '__', 1)) }}
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    *,
    case
        when qty is null then 'no amount'
        when qty = 0 then 'the amount zero'
        else 'a negative amount'
    end as oddity
from facts
where
    (qty is null and serial_code is null and handling_unit_code is null)
    or qty = 0
    or (qty < 0 and reversal_of is null and coalesce(movement_type, '') <> 'adjustment')
