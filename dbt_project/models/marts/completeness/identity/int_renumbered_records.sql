-- Grain: one row per movement that gave a lot a new number where none is allowed (ID-07): a
-- receipt, put-away, transfer, issue or shipment that names two lots, or a relabelling within an
-- item that bears the number of a receipt or delivery.
with

movements as (

    select * from {{ ref('stg_wms__movements') }}
    where to_lot_ref is not null and lot_ref is not null and reversal_of is null

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

renumbered as (

    select
        movements.*,
        from_lots.lot_id,
        to_lots.lot_id as to_lot_id
    from movements
    inner join lot_references as from_lots on movements.lot_ref = from_lots.lot_ref
    inner join lot_references as to_lots on movements.to_lot_ref = to_lots.lot_ref
    where
        from_lots.lot_id <> to_lots.lot_id
        and coalesce(movements.to_item_code, movements.item_code) = movements.item_code
        and (
            movements.movement_type not in ('split', 'merge', 'relabel', 'adjustment')
            or (
                movements.movement_type = 'relabel'
                and coalesce(movements.receipt_code, movements.delivery_code) is not null
            )
        )

),

records as (

    select
        'ID-07' as rule_id,
        'movement' as subject_kind,
        renumbered.source_system || chr(31) || renumbered.movement_id as subject_key,
        renumbered.contract,
        renumbered.source_system,
        renumbered.source_file,
        renumbered.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Movement ' || renumbered.movement_id || ' ('
        || replace(renumbered.movement_type, '_', ' ') || ') turned lot '
        || coalesce(renumbered.lot_code, renumbered.lot_uid) || ' of item '
        || renumbered.item_code || ' into lot '
        || coalesce(renumbered.to_lot_code, renumbered.to_lot_uid)
        || ', where no new number is allowed' as words,
        renumbered.item_code,
        renumbered.lot_id,
        renumbered.work_order_code,
        renumbered.delivery_code,
        renumbered.receipt_code,
        renumbered.partner_code,
        renumbered.site_code,
        renumbered.qty as booked_qty,
        renumbered.uom as booked_uom,
        coalesce(renumbered.occurred_at_text, renumbered.recorded_at_text) as occurred_at_text
    from renumbered

)

select {{ told_columns() }}
from records
