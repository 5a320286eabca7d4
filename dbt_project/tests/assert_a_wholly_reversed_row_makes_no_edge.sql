-- Fails if a consumption that one plain reversal takes back whole still has an edge. Read off
-- staging alone: one row under the id, one reversal of the same item, lot, unit and amount.
with

consumptions as (

    select * from {{ ref('stg_mes__consumptions') }}

),

single_ids as (

    select
        source_system,
        consumption_id
    from consumptions
    group by source_system, consumption_id
    having count(*) = 1

),

reversals as (

    select
        consumptions.source_system,
        consumptions.reversal_of,
        min(consumptions.consumption_id) as consumption_id,
        min(consumptions.item_code) as item_code,
        min(consumptions.lot_ref) as lot_ref,
        min(consumptions.uom) as uom,
        min(abs(consumptions.qty)) as qty
    from consumptions
    where consumptions.reversal_of is not null
    group by consumptions.source_system, consumptions.reversal_of
    having count(*) = 1

),

reversed as (

    select originals.*
    from consumptions as originals
    inner join single_ids
        on
            originals.source_system = single_ids.source_system
            and originals.consumption_id = single_ids.consumption_id
    inner join reversals
        on
            originals.source_system = reversals.source_system
            and originals.consumption_id = reversals.reversal_of
            and originals.item_code = reversals.item_code
            and originals.lot_ref = reversals.lot_ref
            and originals.uom = reversals.uom
            and abs(originals.qty) = reversals.qty
    left join reversals as undone
        on
            reversals.source_system = undone.source_system
            and reversals.consumption_id = undone.reversal_of
    where
        originals.reversal_of is null
        and coalesce(originals.lot_split_count, 1) = 1
        and undone.reversal_of is null

)

select reversed.consumption_id
from reversed
inner join {{ ref('edges') }} as edges
    on
        reversed.contract = edges.contract
        and reversed.source_system = edges.source_system
        and reversed.source_file = edges.source_file
        and reversed.source_row = edges.source_row
        and edges.edge_kind = 'consumption'
