-- Grain: one row per way in which a link may have come about, order, site, item, unit and month:
-- how many of the uses and outputs came about so. Scanned: by a scanner or a machine; manual: typed
-- by a person; backflushed; imputed: no record alone says it; unstated: nobody says how.
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
{% set ways = ['scanned', 'manual', 'backflushed', 'imputed', 'unstated'] %}
with

facts as (

    {% for table in ['consumptions', 'outputs'] %}
    select
        work_order_code,
        site_code,
        item_code,
        event_month,
        booked_uom,
        booked_qty,
        case
            when capture_method = 'backflush' then 'backflushed'
            when evidence <> 'confirmed' or is_unknown_lot then 'imputed'
            when capture_method in ('scan', 'machine') then 'scanned'
            when capture_method = 'manual' then 'manual'
            else 'unstated'
        end as way
    from {{ ref(table) }}
    where not is_returned
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

counted as (

    select
        work_order_code,
        site_code,
        item_code,
        event_month,
        booked_uom,
        cast(count(*) as bigint) as link_count,
        cast(sum(booked_qty) as decimal(38, 6)) as link_qty,
        count(case when way = 'scanned' then 1 end) as scanned_count,
        count(case when way = 'manual' then 1 end) as manual_count,
        count(case when way = 'backflushed' then 1 end) as backflushed_count,
        count(case when way = 'imputed' then 1 end) as imputed_count,
        count(case when way = 'unstated' then 1 end) as unstated_count,
        cast(sum(case when way = 'scanned' then booked_qty else 0 end) as decimal(38, 6))
            as scanned_qty,
        cast(sum(case when way = 'manual' then booked_qty else 0 end) as decimal(38, 6))
            as manual_qty,
        cast(sum(case when way = 'backflushed' then booked_qty else 0 end) as decimal(38, 6))
            as backflushed_qty,
        cast(sum(case when way = 'imputed' then booked_qty else 0 end) as decimal(38, 6))
            as imputed_qty,
        cast(sum(case when way = 'unstated' then booked_qty else 0 end) as decimal(38, 6))
            as unstated_qty
    from facts
    group by work_order_code, site_code, item_code, event_month, booked_uom

)

{% for way in ways %}
select
    {{ measured("'ambiguity'", "'" ~ way ~ "'", {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'subject_count': 'link_count',
        'part_count': way ~ '_count',
        'whole_count': 'link_count',
        'part_qty': way ~ '_qty',
        'whole_qty': 'link_qty',
        'uom': 'booked_uom',
    }) }}
from counted
{% if not loop.last %}union all{% endif %}
{% endfor %}
