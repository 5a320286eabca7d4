-- Grain: one row per shipped lot and record: shipment lot coverage.
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
select
    {{ measured("'shipment_coverage'", "'shipments'", {
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'part_count': "case when not is_unknown_lot and evidence <> 'possible' then 1 else 0 end",
        'part_qty': "case when is_unknown_lot or evidence = 'possible' then 0 else booked_qty end",
        'whole_qty': 'booked_qty',
        'uom': 'booked_uom',
    }) }}
from {{ ref('shipments') }}
where not is_listed_only
