-- Fails if an edge rests on a plan (order, need, allocation, open delivery) and not on a movement.
select
    contract,
    source_file,
    source_row
from {{ ref('edges') }}
where
    contract not in ('mes_consumptions', 'mes_outputs', 'wms_movements')
    and edge_kind <> 'member'
