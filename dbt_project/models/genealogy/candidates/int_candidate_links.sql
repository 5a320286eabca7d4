-- Grain: one row per candidate of a pool: lot, run or open pool -> pool. It rests on the first
-- record of the lot, else on that of the pool's first gap.
with

candidates as (

    select * from {{ ref('int_candidates') }}

),

lots as (

    select * from {{ ref('int_lot_spans') }}

),

pools as (

    select
        pool_id,
        place_key,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('int_input_pools') }}

),

places as (

    select
        places.pool_id,
        pools.source_system,
        pools.contract,
        pools.source_file,
        pools.source_row,
        row_number() over (
            partition by places.pool_id
            order by pools.pool_id asc nulls last
        ) as pool_no
    from {{ ref('int_input_places') }} as places
    inner join pools on places.place_key = pools.place_key

)

select
    'candidate' || chr(31) || candidates.pool_id || chr(31) || candidates.node_id as fact_id,
    'candidate' as edge_kind,
    candidates.node_id as from_node_id,
    candidates.pool_id as to_node_id,
    'possible' as evidence,
    'candidate_of_gap' as rule_id,
    candidates.from_at,
    candidates.until_at,
    candidates.closes_at,
    'none' as time_basis,
    cast(null as string) as work_order_code,
    coalesce(lots.source_system, pools.source_system, places.source_system) as source_system,
    coalesce(lots.contract, pools.contract, places.contract) as contract,
    coalesce(lots.source_file, pools.source_file, places.source_file) as source_file,
    coalesce(lots.source_row, pools.source_row, places.source_row) as source_row,
    {{ month_of('candidates.from_at') }} as event_month
from candidates
left join lots on candidates.node_id = lots.lot_id
left join pools on candidates.pool_id = pools.pool_id
left join places on candidates.pool_id = places.pool_id and places.pool_no = 1
