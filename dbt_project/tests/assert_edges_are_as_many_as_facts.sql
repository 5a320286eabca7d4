-- Fails if there are more or fewer recorded edges than facts: edges are linear, never inputs x
-- outputs. assert_candidates_are_linear counts those of gaps.
with

facts as (

    select count(*) as fact_count from {{ ref('consumptions') }}
    union all
    select count(*) as fact_count from {{ ref('outputs') }}
    union all
    select -count(*) as fact_count from {{ ref('int_disassembly_returns') }}
    where not is_changed
    union all
    select count(*) as fact_count from {{ ref('int_runs') }}
    where output_group is not null and work_order_code is not null
    union all
    select count(distinct consumptions.run_id) as fact_count
    from {{ ref('consumptions') }} as consumptions
    left join {{ ref('outputs') }} as outputs on consumptions.run_id = outputs.run_id
    left join {{ ref('outputs') }} as loose
        on
            consumptions.work_order_code = loose.work_order_code
            and loose.output_group is null
    where
        consumptions.output_group is not null
        and consumptions.work_order_code is not null
        and (outputs.run_id is null or loose.run_id is not null)
    union all
    select count(*) as fact_count from {{ ref('lot_transformations') }}
    union all
    select count(*) as fact_count from {{ ref('serial_memberships') }}

),

counted as (

    select
        cast(sum(fact_count) as bigint) as fact_count,
        (
            select count(*) from {{ ref('edges') }} as edges
            where
                edges.edge_kind in (
                    'consumption', 'output', 'group', 'open_group', 'split', 'merge', 'relabel',
                    'member'
                )
        ) as edge_count
    from facts

)

select * from counted
where fact_count <> edge_count
