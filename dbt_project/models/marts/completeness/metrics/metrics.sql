-- Grain: one row per measure of a metric, weight, unit, dimension and value of it: numerator and
-- denominator over what can be assessed, and how many subjects could be of how many there are.
with

slices as (

    select * from {{ ref('int_metric_slices') }}

),

weighed as (

    select
        metric_id,
        measure,
        dimension,
        dimension_value,
        'count' as weight,
        '' as uom,
        cast(sum(case when is_assessable then part_count else 0 end) as decimal(38, 6))
            as numerator,
        cast(sum(case when is_assessable then whole_count else 0 end) as decimal(38, 6))
            as denominator,
        cast(sum(case when is_assessable then subject_count else 0 end) as bigint)
            as assessable_count,
        cast(sum(subject_count) as bigint) as subject_count
    from slices
    group by metric_id, measure, dimension, dimension_value
    union all
    select
        metric_id,
        measure,
        dimension,
        dimension_value,
        'quantity' as weight,
        uom,
        cast(coalesce(sum(case when is_assessable then part_qty end), 0) as decimal(38, 6))
            as numerator,
        cast(coalesce(sum(case when is_assessable then whole_qty end), 0) as decimal(38, 6))
            as denominator,
        cast(coalesce(sum(case when is_assessable then told_count end), 0) as bigint)
            as assessable_count,
        cast(sum(subject_count) as bigint) as subject_count
    from slices
    where uom <> '' and (told_count is not null or not is_assessable)
    group by metric_id, measure, dimension, dimension_value, uom

)

select
    weighed.metric_id,
    weighed.measure,
    weighed.dimension,
    weighed.dimension_value,
    weighed.weight,
    weighed.uom,
    weighed.numerator,
    weighed.denominator,
    weighed.assessable_count,
    weighed.subject_count,
    scores.median_score,
    scores.p95_score,
    scores.most_score
from weighed
left join {{ ref('int_metric_scores') }} as scores
    on
        weighed.weight = 'count'
        and weighed.metric_id = scores.metric_id
        and weighed.measure = scores.measure
        and weighed.dimension = scores.dimension
        and weighed.dimension_value = scores.dimension_value
