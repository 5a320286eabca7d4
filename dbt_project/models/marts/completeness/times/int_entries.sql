-- Grain: one row per record of the shop floor or the stores that says when it was entered: how many
-- seconds after the fact. A row that was entered once its fact had ended counts from the end, one
-- that was entered before that from the begin. What is told to the day alone has no delay.
-- A view: each reader needs few of its columns.
{{ config(materialized='view') }}
{% set tables = {
    'mes_consumptions': ['started_at', 'ended_at', 'equipment_code', 'work_order_code'],
    'mes_outputs': ['started_at', 'ended_at', 'equipment_code', 'work_order_code'],
    'wms_movements': ['occurred_at', 'occurred_at', 'cast(null as string)', 'work_order_code'],
    'mes_place_events': ['occurred_at', 'occurred_at', 'place_code', 'cast(null as string)'],
} %}
with

rows_told as (

    {% for contract, columns in tables.items() %}
    {% set begun, ended, station, work_order = columns %}
    {% set is_place = contract == 'mes_place_events' %}
    select
        contract,
        source_system,
        source_file,
        source_row,
        {{ 'cast(null as string)' if is_place else 'site_code' }} as site_code,
        {{ 'cast(null as string)' if is_place else 'item_code' }} as item_code,
        {{ 'cast(null as string)' if is_place else 'lot_ref' }} as lot_ref,
        {{ work_order }} as work_order_code,
        {{ station }} as station_code,
        operator_code,
        capture_method,
        qty,
        uom,
        coalesce({{ begun }}, {{ ended }}) as begun_at,
        coalesce({{ ended }}, {{ begun }}) as ended_at,
        coalesce({{ ended }}_until, {{ begun }}_until) as ended_until,
        coalesce({{ ended }}_text, {{ begun }}_text) as told_text,
        recorded_at,
        recorded_at_text
    from {{ ref('stg_' ~ contract.replace('_', '__', 1)) }}
    where
        recorded_at is not null
        and coalesce({{ ended }}, {{ begun }}) is not null
        and coalesce(
            {{ seconds_between(begun ~ '_from', begun ~ '_until') }} < 82800, true
        )
        and coalesce(
            {{ seconds_between(ended ~ '_from', ended ~ '_until') }} < 82800, true
        )
        and {{ seconds_between('recorded_at_from', 'recorded_at_until') }} < 82800
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    *,
    case
        when recorded_at >= ended_at then {{ seconds_between('ended_at', 'recorded_at') }}
        else {{ seconds_between('begun_at', 'recorded_at') }}
    end as delay_seconds
from rows_told
