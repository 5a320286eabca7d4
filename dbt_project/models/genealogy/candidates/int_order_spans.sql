-- Grain: one row per order with facts: when it may truly have used or made anything. Null = open:
-- a fact without time, or neither a start nor a consumption to tell when it began. site_code:
-- null = none, or several.
with

facts as (

    select
        work_order_code,
        fact_id,
        site_code,
        1 as is_input
    from {{ ref('consumptions') }}
    where work_order_code is not null
    union all
    select
        work_order_code,
        fact_id,
        site_code,
        0 as is_input
    from {{ ref('outputs') }}
    where work_order_code is not null

),

spans as (

    select * from {{ ref('int_fact_spans') }}

),

sums as (

    select
        facts.work_order_code,
        min(facts.site_code) as site_code,
        max(facts.site_code) as last_site_code,
        max(facts.is_input) as has_input,
        max(case when spans.fact_id is null then 1 else 0 end) as has_untimed,
        min(spans.from_at) as from_at,
        max(spans.until_at) as until_at,
        max(spans.closes_at) as closes_at
    from facts
    left join spans on facts.fact_id = spans.fact_id
    group by facts.work_order_code

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

slacks as (

    select * from {{ ref('int_site_slacks') }}

),

started as (

    select
        sums.*,
        coalesce(work_orders.site_code, sums.site_code) as place_site_code,
        {{ shift_seconds(
            'work_orders.started_at', '-(slacks.late_seconds + slacks.tolerance_seconds)'
        ) }} as started_from_at
    from sums
    inner join work_orders on sums.work_order_code = work_orders.work_order_code
    inner join slacks on coalesce(work_orders.site_code, sums.site_code, '') = slacks.site_key

)

select
    work_order_code,
    case
        when
            coalesce(site_code, place_site_code) = place_site_code
            and coalesce(last_site_code, place_site_code) = place_site_code
            then place_site_code
    end as site_code,
    case
        when has_untimed = 1 or (has_input = 0 and started_from_at is null) then null
        else least(from_at, coalesce(started_from_at, from_at))
    end as from_at,
    case when has_untimed = 0 then until_at end as until_at,
    case when has_untimed = 0 then closes_at end as closes_at
from started
