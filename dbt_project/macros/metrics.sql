{#- One shape for what metrics count: rows of subjects that share a place, an item and a time. -#}

{% macro measured_columns() -%}
    {#- subject_count: assessable or not. part and whole: numerator and denominator, counted and as
        amounts in uom; score: what medians are made of, null where there is none. -#}
    metric_id,
    measure,
    work_order_code,
    site_code,
    shift_code,
    item_code,
    event_month,
    is_assessable,
    subject_count,
    part_count,
    whole_count,
    part_qty,
    whole_qty,
    uom,
    score
{%- endmacro %}

{% macro measured(metric, measure, fields) -%}
    {#- The columns of one kind of subject. All arguments are SQL expressions; what `fields` leaves
        out is null, and one row is one subject. -#}
    {{ metric }} as metric_id,
    {{ measure }} as measure,
    cast({{ fields.get('work_order_code', 'null') }} as string) as work_order_code,
    cast({{ fields.get('site_code', 'null') }} as string) as site_code,
    cast({{ fields.get('shift_code', 'null') }} as string) as shift_code,
    cast({{ fields.get('item_code', 'null') }} as string) as item_code,
    {{ fields.get('event_month', "'unknown'") }} as event_month,
    {{ fields.get('is_assessable', 'true') }} as is_assessable,
    cast({{ fields.get('subject_count', '1') }} as bigint) as subject_count,
    cast({{ fields.get('part_count', '0') }} as bigint) as part_count,
    cast({{ fields.get('whole_count', '1') }} as bigint) as whole_count,
    cast({{ fields.get('part_qty', 'null') }} as decimal(38, 6)) as part_qty,
    cast({{ fields.get('whole_qty', 'null') }} as decimal(38, 6)) as whole_qty,
    cast({{ fields.get('uom', 'null') }} as string) as uom,
    cast({{ fields.get('score', 'null') }} as double) as score
{%- endmacro %}
