-- Grain: one row per split, merge or relabel pair: lot -> lot.
with

transformations as (

    select * from {{ ref('lot_transformations') }}

)

select
    fact_id,
    transformation_kind as edge_kind,
    from_lot_id as from_node_id,
    to_lot_id as to_node_id,
    evidence,
    case evidence
        when 'possible' then 'several_lots_in_one_cell'
        when 'probable' then 'normalised_code'
        else 'recorded'
    end as rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    time_basis,
    booked_qty as qty,
    booked_uom as uom,
    work_order_code,
    cast(null as string) as operation_run_id,
    cast(null as string) as place_code,
    false as is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from transformations
