-- Fails if a recorded edge rests on a plan (order, need, allocation, open delivery) and not on a
-- movement. What stands for a missing record may rest on the need that shows it.
select
    contract,
    source_file,
    source_row
from {{ ref('edges') }}
where
    contract not in ('mes_consumptions', 'mes_outputs', 'mes_lot_changes', 'wms_movements')
    and edge_kind in (
        'consumption', 'output', 'group', 'open_group', 'split', 'merge', 'relabel', 'fill', 'draw'
    )
