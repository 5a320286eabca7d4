-- Grain: one row per measure with scores, dimension and value of it: median, 95th percentile and
-- largest score, each the score of a subject (nearest rank).
with

scores as (

    select
        metric_id,
        measure,
        dimension,
        dimension_value,
        score,
        cast(sum(subject_count) as bigint) as subject_count
    from {{ ref('int_metric_slices') }}
    where score is not null
    group by metric_id, measure, dimension, dimension_value, score

),

ranked as (

    select
        *,
        cast(
            sum(subject_count) over (
                partition by metric_id, measure, dimension, dimension_value
                order by score asc nulls last
                rows between unbounded preceding and current row
            ) as bigint
        ) as until_count,
        cast(
            sum(subject_count) over (
                partition by metric_id, measure, dimension, dimension_value
            ) as bigint
        ) as all_count
    from scores

)

select
    metric_id,
    measure,
    dimension,
    dimension_value,
    min(case when 2 * until_count >= all_count then score end) as median_score,
    min(case when 20 * until_count >= 19 * all_count then score end) as p95_score,
    max(score) as most_score
from ranked
group by metric_id, measure, dimension, dimension_value
