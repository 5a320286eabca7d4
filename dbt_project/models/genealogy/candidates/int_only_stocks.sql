-- Grain: one row per fact without lot at whose time exactly one lot was in stock by the book, among
-- all that may have been there: the lot it most likely took. Lots are added up by number, so that
-- where one is in stock the sum is its number.
with

lots as (

    select
        place_key,
        lot_id,
        row_number() over (partition by place_key order by lot_id asc nulls last) as lot_no
    from {{ ref('int_place_lots') }}

),

turns as (

    select * from {{ ref('int_stock_turns') }}

),

gaps as (

    select gaps.*
    from {{ ref('int_pooled_gaps') }} as gaps
    inner join {{ ref('int_gap_facts') }} as facts
        on gaps.fact_id = facts.fact_id and gaps.node_id = facts.node_id
    where gaps.rule_id = 'candidate_of_gap' and gaps.from_at is not null

),

steps as (

    select
        lots.place_key,
        turns.turned_at as at_time,
        case when turns.turn > 0 then 0 else 2 end as step_kind,
        turns.turn as lot_count,
        turns.turn * lots.lot_no as lot_sum,
        cast(null as string) as node_id,
        turns.fact_id
    from lots
    inner join turns on lots.lot_id = turns.lot_id
    union all
    select
        place_key,
        occurred_at as at_time,
        1 as step_kind,
        0 as lot_count,
        0 as lot_sum,
        node_id,
        fact_id
    from gaps

),

running as (

    select
        place_key,
        node_id,
        fact_id,
        cast(sum(lot_count) over (
            partition by place_key
            order by
                at_time asc nulls first,
                step_kind asc nulls last,
                fact_id asc nulls last,
                lot_sum asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as stocked_count,
        cast(sum(lot_sum) over (
            partition by place_key
            order by
                at_time asc nulls first,
                step_kind asc nulls last,
                fact_id asc nulls last,
                lot_sum asc nulls last
            rows between unbounded preceding and current row
        ) as bigint) as stocked_sum
    from steps

),

untold as (

    select lot_id from turns
    where not is_told

)

select
    running.fact_id,
    running.node_id,
    lots.lot_id
from running
inner join lots on running.place_key = lots.place_key and running.stocked_sum = lots.lot_no
left join untold on lots.lot_id = untold.lot_id
where running.node_id is not null and running.stocked_count = 1 and untold.lot_id is null
