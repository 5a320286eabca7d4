-- Grain: one row per key and load that landed it.
-- Which column says to which period a row belongs is the contract's own statement.
{% set periods = {
    'erp_items': none,
    'erp_partners': none,
    'erp_sites': none,
    'erp_uom_conversions': none,
    'erp_work_orders': 'started_at',
    'erp_work_order_components': none,
    'erp_receipts': 'received_at',
    'erp_deliveries': 'shipped_at',
    'wms_lots': none,
    'wms_movements': 'occurred_at',
    'wms_stock': 'counted_at',
    'wms_handling_units': 'packed_at',
    'mes_operations': 'started_at',
    'mes_consumptions': 'started_at',
    'mes_outputs': 'started_at',
    'mes_lot_changes': 'changed_at',
    'mes_places': none,
    'mes_place_events': 'occurred_at',
    'mes_parameters': 'measured_at',
    'mes_inspections': 'inspected_at',
    'crosswalks': none,
} %}
with

landed_keys as (

    {% for contract, period in periods.items() %}
    {% if not loop.first %}union all{% endif %}
    select
        '{{ contract }}' as contract,
        source_system,
        row_key,
        load_id,
        cast(min({{ period or 'null' }}) as date) as first_date,
        cast(max({{ period or 'null' }}) as date) as last_date
    from {{ source('landing', contract) }}
    group by source_system, row_key, load_id
    {% endfor %}

)

select * from landed_keys
