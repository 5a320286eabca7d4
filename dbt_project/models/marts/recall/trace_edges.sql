-- Grain: one row per edge of the genealogy, with its amount in the common unit as well.
with

edges as (

    select * from {{ ref('edges') }}

),

nodes as (

    select * from {{ ref('nodes') }}
    where item_code is not null

),

common_factors as (

    select * from {{ ref('common_factors') }}

)

select
    edges.from_node_id,
    edges.to_node_id,
    edges.edge_kind,
    edges.evidence,
    edges.rule_id,
    edges.from_at,
    edges.until_at,
    edges.closes_at,
    edges.time_basis,
    edges.qty,
    edges.uom,
    case
        when common_factors.factor = 1 then edges.qty
        else try_cast(edges.qty * common_factors.factor as decimal(18, 6))
    end as mass_qty,
    edges.work_order_code,
    edges.operation_run_id,
    edges.place_code,
    edges.is_returned,
    edges.contract,
    edges.source_system,
    edges.source_file,
    edges.source_row
from edges
left join nodes as givers on edges.from_node_id = givers.node_id
left join nodes as takers on edges.to_node_id = takers.node_id
left join common_factors
    on
        coalesce(givers.item_code, takers.item_code) = common_factors.item_code
        and edges.uom = common_factors.from_uom
