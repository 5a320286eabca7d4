-- Grain: one row per split, merge or relabel pair that makes a lot of another. is_birth as in
-- int_posted_arrivals: a lot into which only goes back what was taken from it is not born.
-- A view: its one reader unites it with others.
{{ config(materialized='view') }}
with

pairs as (

    select * from {{ ref('lot_transformations') }}

),

windows as (

    select * from {{ ref('int_fact_windows') }}

),

ways as (

    select
        pairs.from_lot_id,
        pairs.to_lot_id,
        min(windows.earliest_at) as earliest_at
    from pairs
    inner join windows on pairs.fact_id = windows.fact_id
    group by pairs.from_lot_id, pairs.to_lot_id

)

select
    pairs.fact_id,
    pairs.to_lot_id as lot_id,
    case pairs.transformation_kind
        when 'split' then 'split off'
        when 'merge' then 'merged'
        else 'relabelled'
    end as arrival_kind,
    pairs.from_lot_id <> pairs.to_lot_id
    and (ways.to_lot_id is null or coalesce(ways.earliest_at >= windows.latest_at, false))
        as is_birth,
    windows.earliest_at,
    windows.is_zoned,
    windows.is_whole_day,
    pairs.occurred_at_text,
    pairs.source_system,
    pairs.contract,
    pairs.source_file,
    pairs.source_row
from pairs
inner join windows on pairs.fact_id = windows.fact_id
left join ways on pairs.from_lot_id = ways.to_lot_id and pairs.to_lot_id = ways.from_lot_id
where not pairs.is_unknown_to_lot
