-- Grain: one row per key that several loads landed, load and column that a posted fact never
-- changes, with what the rows of that load say there: lowest and highest of it, amounts summed up.
-- is_whole: every row of the load under the key says something. Deliveries count once shipped.
{% set posted = {
    'erp_receipts': 'item_code lot_code_key lot_uid supplier_code supplier_lot_code_key qty uom',
    'erp_deliveries': 'item_code lot_code_key lot_uid serial_code_key customer_code qty uom',
    'wms_movements': 'movement_type item_code lot_code_key lot_uid to_lot_code_key serial_code_key'
        ~ ' work_order_code delivery_code receipt_code qty uom',
    'mes_consumptions': 'item_code lot_code_key lot_uid serial_code_key work_order_code qty uom',
    'mes_outputs': 'item_code lot_code_key lot_uid serial_code_key work_order_code qty uom',
    'mes_lot_changes': 'item_code from_lot_code_key to_lot_code_key work_order_code',
} %}
with

resent as (

    select
        contract,
        source_system,
        row_key
    from {{ ref('int_landed_keys') }}
    group by contract, source_system, row_key
    having count(*) > 1

),

{% for contract in posted %}
{{ contract }}_rows as (

    select landed.*
    from {{ source('landing', contract) }} as landed
    inner join resent
        on
            resent.contract = '{{ contract }}'
            and landed.source_system = resent.source_system
            and landed.row_key = resent.row_key
    {% if contract == 'erp_deliveries' %}
    where landed.shipped_at is not null or landed.delivery_status = 'shipped'
    {% endif %}

),

{% endfor %}
versions as (

    {% for contract, columns in posted.items() %}
    {% set contract_loop = loop %}
    {% for column in columns.split() %}
    {% set is_qty = column == 'qty' %}
    select
        '{{ contract }}' as contract,
        source_system,
        row_key,
        load_id,
        '{{ column }}' as column_name,
        count({{ column }}) = count(*) as is_whole,
        {% for edge, aggregate in [('lowest', 'min'), ('highest', 'max')] %}
        {% if is_qty %}
        try_cast(try_cast(sum({{ column }}) as decimal(18, 6)) as string) as {{ edge }},
        {% else %}
        {{ aggregate }}({{ column }}) as {{ edge }},
        {% endif %}
        {% endfor %}
        min(source_file) as source_file,
        min(source_row) as source_row
    from {{ contract }}_rows
    group by source_system, row_key, load_id
    {% if not (contract_loop.last and loop.last) %}union all{% endif %}
    {% endfor %}
    {% endfor %}

)

select * from versions
