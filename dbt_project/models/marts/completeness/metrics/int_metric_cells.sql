-- Grain: one row per measure, site, line, shift, family, month, unit, score and whether it can be
-- assessed: all that the metrics count, amounts in the unit of the home where they convert to it.
with

measured as (

    {% for part in [
        'components', 'shipments', 'balances', 'entries', 'agreement', 'identity', 'fields', 'links'
    ] %}
    select {{ measured_columns() }}
    from {{ ref('int_measured_' ~ part) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

orders as (

    select * from {{ ref('int_metric_orders') }}

),

items as (

    select * from {{ ref('items') }}

),

factors as (

    select * from {{ ref('common_factors') }}
    where is_measure

),

placed as (

    select
        measured.metric_id,
        measured.measure,
        coalesce(measured.site_code, orders.site_code, '') as site_code,
        coalesce(orders.line_code, '') as line_code,
        coalesce(measured.shift_code, orders.shift_code, '') as shift_code,
        coalesce(items.product_family, '') as product_family,
        measured.event_month,
        coalesce(factors.common_uom, measured.uom, '') as uom,
        measured.is_assessable,
        case when measured.is_assessable then measured.score end as score,
        measured.subject_count,
        measured.part_count,
        measured.whole_count,
        case when measured.whole_qty is not null then measured.subject_count end as told_count,
        cast(measured.part_qty as double) * coalesce(factors.factor, 1) as part_qty,
        cast(measured.whole_qty as double) * coalesce(factors.factor, 1) as whole_qty
    from measured
    left join orders on measured.work_order_code = orders.work_order_code
    left join items on measured.item_code = items.item_code
    left join factors
        on measured.item_code = factors.item_code and measured.uom = factors.from_uom

)

select
    metric_id,
    measure,
    site_code,
    line_code,
    shift_code,
    product_family,
    event_month,
    uom,
    is_assessable,
    score,
    cast(sum(subject_count) as bigint) as subject_count,
    cast(sum(part_count) as bigint) as part_count,
    cast(sum(whole_count) as bigint) as whole_count,
    cast(sum(told_count) as bigint) as told_count,
    cast(sum(cast(part_qty as decimal(38, 6))) as decimal(38, 6)) as part_qty,
    cast(sum(cast(whole_qty as decimal(38, 6))) as decimal(38, 6)) as whole_qty
from placed
group by
    metric_id,
    measure,
    site_code,
    line_code,
    shift_code,
    product_family,
    event_month,
    uom,
    is_assessable,
    score
