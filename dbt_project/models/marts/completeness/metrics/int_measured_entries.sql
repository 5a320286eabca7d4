-- Grain: one row per record of the shop floor or the stores: how soon it was entered; and once more
-- where its order's goods were shipped: whether it was entered before. score: delay in seconds.
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
{% set scan = 60 * (var('scan_latency_minutes') | int) %}
{% set typed = 3600 * (var('entry_latency_hours') | int) %}
{% set times = {
    'mes_consumptions': ['started_at', 'ended_at'],
    'mes_outputs': ['started_at', 'ended_at'],
    'wms_movements': ['occurred_at', 'occurred_at'],
} %}
with

entries as (

    select
        entries.*,
        orders.shift_code
    from {{ ref('int_entries') }} as entries
    left join {{ ref('int_metric_orders') }} as orders
        on entries.work_order_code = orders.work_order_code

),

shipped_orders as (

    select outputs.work_order_code
    from {{ ref('outputs') }} as outputs
    inner join {{ ref('shipments') }} as shipments on outputs.lot_id = shipments.lot_id
    where outputs.work_order_code is not null and not outputs.is_unknown_lot
    group by outputs.work_order_code

),

late as (

    select
        contract,
        source_file,
        source_row
    from {{ ref('int_back_dated_entries') }}
    group by contract, source_file, source_row

)

select
    {{ measured("'timeliness'", "'entries'", {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': month_of('ended_at'),
        'part_count': "case when delay_seconds <= case when capture_method in ('scan', 'machine')"
            ~ " then " ~ scan ~ " else " ~ typed ~ " end then 1 else 0 end",
        'part_qty': "case when delay_seconds <= case when capture_method in ('scan', 'machine')"
            ~ " then " ~ scan ~ " else " ~ typed ~ " end then abs(qty) else 0 end",
        'whole_qty': 'abs(qty)',
        'uom': 'uom',
        'score': 'delay_seconds',
    }) }}
from entries
{% for contract, columns in times.items() %}
{% set begun, ended = columns %}
union all
select
    {{ measured("'timeliness'", "'entries'", {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': month_of('coalesce(' ~ ended ~ ', ' ~ begun ~ ')'),
        'is_assessable': 'false',
    }) }}
from {{ ref('stg_' ~ contract.replace('_', '__', 1)) }}
where
    recorded_at is null
    or coalesce({{ ended }}, {{ begun }}) is null
    or coalesce({{ seconds_between(begun ~ '_from', begun ~ '_until') }} >= 82800, false)
    or coalesce({{ seconds_between(ended ~ '_from', ended ~ '_until') }} >= 82800, false)
    or {{ seconds_between('recorded_at_from', 'recorded_at_until') }} >= 82800
{% endfor %}
union all
select
    {{ measured("'timeliness'", "'before_shipment'", {
        'work_order_code': 'entries.work_order_code',
        'site_code': 'entries.site_code',
        'item_code': 'entries.item_code',
        'event_month': month_of('entries.ended_at'),
        'part_count': 'case when late.source_row is null then 1 else 0 end',
        'part_qty': 'case when late.source_row is null then abs(entries.qty) else 0 end',
        'whole_qty': 'abs(entries.qty)',
        'uom': 'entries.uom',
    }) }}
from entries
inner join shipped_orders on entries.work_order_code = shipped_orders.work_order_code
left join late
    on
        entries.contract = late.contract
        and entries.source_file = late.source_file
        and entries.source_row = late.source_row
where entries.contract in ('mes_consumptions', 'mes_outputs')
