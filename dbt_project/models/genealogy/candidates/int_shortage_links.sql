-- Grain: one row per shortage whose unknown lot no consumption leads into the order yet: unknown
-- lot -> run.
with

shortages as (

    select * from {{ ref('int_shortages') }}

),

consumed as (

    select
        lot_id,
        run_id
    from {{ ref('consumptions') }}
    where is_unknown_lot
    group by lot_id, run_id

)

select
    'shortage' || chr(31) || shortages.work_order_code || chr(31) || shortages.item_code as fact_id,
    'gap' as edge_kind,
    shortages.lot_id as from_node_id,
    shortages.run_id as to_node_id,
    'possible' as evidence,
    'shortage' as rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    'none' as time_basis,
    shortages.work_order_code,
    shortages.source_system,
    shortages.contract,
    shortages.source_file,
    shortages.source_row,
    'unknown' as event_month
from shortages
left join consumed
    on shortages.lot_id = consumed.lot_id and shortages.run_id = consumed.run_id
where consumed.lot_id is null
