-- Grain: one row per measure, dimension, value of it, unit, score and whether it can be assessed:
-- the cells once over all, and once by each dimension. An empty value is unknown.
{% set dimensions = {
    'all': "''",
    'site': 'site_code',
    'line': 'line_code',
    'shift': 'shift_code',
    'family': 'product_family',
    'period': 'event_month',
} %}
with

cells as (

    select * from {{ ref('int_metric_cells') }}

)

{% for dimension, column in dimensions.items() %}
select
    metric_id,
    measure,
    '{{ dimension }}' as dimension,
    {{ column }} as dimension_value,
    uom,
    is_assessable,
    score,
    cast(sum(subject_count) as bigint) as subject_count,
    cast(sum(part_count) as bigint) as part_count,
    cast(sum(whole_count) as bigint) as whole_count,
    cast(sum(told_count) as bigint) as told_count,
    cast(sum(part_qty) as decimal(38, 6)) as part_qty,
    cast(sum(whole_qty) as decimal(38, 6)) as whole_qty
from cells
group by metric_id, measure{{ ', ' ~ column if dimension != 'all' }}, uom, is_assessable, score
{% if not loop.last %}union all{% endif %}
{% endfor %}
