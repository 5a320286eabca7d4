-- Grain: one row per lot that was judged or packed, and that no record ever received, made, moved,
-- used, shipped or counted (ID-10). A code that was printed and never judged is none; a lot whose
-- serial units have the records has them too. Items without any such record are not judged.
with

goods as (

    select lot_id from {{ ref('lot_events') }}
    where event_kind not in ('status_change', 'inspection')
    union
    select lot_id from {{ ref('serial_memberships') }}
    union
    select serial_lot_id as lot_id from {{ ref('serial_memberships') }}
    union
    select to_lot_id as lot_id from {{ ref('lot_transformations') }}

),

judged as (

    select
        lot_id,
        'judged' as note
    from {{ ref('lot_statuses') }}
    where lot_status is not null
    union
    select
        lot_id,
        'judged' as note
    from {{ ref('inspections') }}
    where lot_id is not null
    union
    select
        lot_references.lot_id,
        'packed' as note
    from {{ ref('stg_wms__handling_units') }} as packings
    inner join {{ ref('lot_references') }} as lot_references
        on packings.lot_ref = lot_references.lot_ref

),

idle as (

    select
        judged.lot_id,
        min(judged.note) as note
    from judged
    left join goods on judged.lot_id = goods.lot_id
    where goods.lot_id is null
    group by judged.lot_id

),

moved_items as (

    select lots.item_code
    from goods
    inner join {{ ref('lots') }} as lots on goods.lot_id = lots.lot_id
    group by lots.item_code

),

records as (

    select
        'ID-10' as rule_id,
        'lot' as subject_kind,
        idle.lot_id as subject_key,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row,
        idle.note,
        'S1' as severity,
        'Lot ' || coalesce(mentions.lot_code, idle.lot_id) || ' of item ' || mentions.item_code
        || ' was ' || idle.note || ', and no record received, made, moved or counted it' as words,
        mentions.item_code,
        idle.lot_id,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from idle
    inner join {{ ref('int_lot_first_mentions') }} as mentions
        on idle.lot_id = mentions.lot_id and mentions.mention_no = 1
    inner join moved_items on mentions.item_code = moved_items.item_code

)

select {{ told_columns() }}
from records
