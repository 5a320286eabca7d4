-- Grain: one row per flow, order or delivery, item and lot of which one side alone says that it was
-- used, made or moved, net of what came back. A serial here and a lot there are no difference: the
-- one is a member of the other.
with

told as (

    select
        told.flow,
        told.document_code,
        told.item_code,
        told.lot_id,
        max(told.first_side) as first_side,
        max(lots.lot_kind) as lot_kind,
        count(case when told.side = 'wms' then 1 end) as wms_count,
        count(case when told.side <> 'wms' then 1 end) as first_count,
        cast(sum(coalesce(told.qty, 1)) as decimal(38, 6)) as net_qty
    from {{ ref('int_reconciled_rows') }} as told
    inner join {{ ref('lots') }} as lots on told.lot_id = lots.lot_id
    where not told.is_unknown_lot
    group by told.flow, told.document_code, told.item_code, told.lot_id

),

kinds as (

    select
        flow,
        document_code,
        item_code,
        count(distinct lot_kind) as kind_count
    from told
    group by flow, document_code, item_code

)

select
    told.flow,
    told.document_code,
    told.item_code,
    told.lot_id,
    case when told.wms_count = 0 then 'wms' else told.first_side end as silent_side
from told
inner join kinds
    on
        told.flow = kinds.flow
        and told.document_code = kinds.document_code
        and told.item_code = kinds.item_code
where
    kinds.kind_count = 1
    and told.net_qty > 0
    and (told.wms_count = 0 or told.first_count = 0)
