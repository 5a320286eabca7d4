-- Grain: one row per source row and instant of it that tells when something happened, with the
-- window in which it lies. What is only planned is no such instant.
-- A view: its one reader keeps few of its rows.
{{ config(materialized='view') }}
{% set tables = [
    ('mes_consumptions', ['started_at', 'ended_at', 'recorded_at'], 'true'),
    ('mes_outputs', ['started_at', 'ended_at', 'recorded_at'], 'true'),
    ('mes_operations', ['started_at', 'ended_at'], 'true'),
    ('mes_inspections', ['inspected_at'], 'true'),
    ('wms_movements', ['occurred_at', 'recorded_at'], 'true'),
    ('wms_stock', ['counted_at'], 'true'),
    ('erp_receipts', ['received_at'], 'true'),
    ('erp_deliveries', ['shipped_at'],
        "coalesce(delivery_status, 'shipped') = 'shipped'"),
    ('erp_work_orders', ['closed_at'], "coalesce(order_status, 'closed') = 'closed'"),
] %}
with

told as (

    {% for contract, instants, condition in tables %}
    {% set table_loop = loop %}
    {% for instant in instants %}
    select
        contract,
        '{{ instant }}' as column_name,
        source_system,
        source_file,
        source_row,
        load_id,
        {{ 'cast(null as string)' if contract == 'mes_inspections' else 'site_code' }} as site_code,
        item_code,
        {{ 'work_order_code' if contract in [
            'mes_consumptions', 'mes_outputs', 'mes_operations', 'wms_movements', 'erp_work_orders'
        ] else 'cast(null as string)' }} as work_order_code,
        {{ instant }}_from as earliest_at,
        {{ instant }}_until as latest_at,
        {{ instant }}_text as told_text,
        {{ instant }}_is_zoned as is_zoned
    {% if contract == 'mes_operations' %}
    from (
        select
            *,
            cast(null as string) as item_code
        from {{ ref('stg_mes__operations') }}
    ) as operations
    {% else %}
    from {{ ref('stg_' ~ contract.replace('_', '__', 1)) }}
    {% endif %}
    where {{ instant }} is not null and {{ condition }}
    {% if not (table_loop.last and loop.last) %}union all{% endif %}
    {% endfor %}
    {% endfor %}

)

select
    *,
    {{ seconds_between('earliest_at', 'latest_at') }} >= 82800 as is_whole_day
from told
