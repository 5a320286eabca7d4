-- Grain: one row per lot of which more is recorded as gone than ever came in: QT-02 where most of
-- it was shipped, else QT-01. What rounding explains is no excess, and an unknown amount that came
-- in may cover any; an unknown one that went out makes it only larger. Of a lot that no record
-- brings nothing came in, so that it has no excess (ID-09).
with

lines as (

    select * from {{ ref('int_lot_lines') }}
    where side <> 'shown' and line not in ('on_hand', 'in_transit')

),

sums as (

    select
        lot_id,
        min(uom) as uom,
        count(distinct coalesce(uom, '')) as uom_count,
        cast(sum(record_count) as bigint) as record_count,
        max(case when side = 'in' and qty is null then 1 else 0 end) as has_unknown_in,
        cast(sum(case when side = 'in' then qty else 0 end) as decimal(18, 6)) as in_qty,
        cast(sum(case when side = 'accounted' then coalesce(qty, 0) else 0 end) as decimal(18, 6))
            as out_qty,
        cast(sum(case when line = 'shipped' then coalesce(qty, 0) else 0 end) as decimal(18, 6))
            as shipped_qty
    from lines
    group by lot_id

)

select
    lot_id,
    case when shipped_qty * 2 >= out_qty then 'QT-02' else 'QT-01' end as rule_id,
    in_qty,
    out_qty,
    uom
from sums
where
    uom_count = 1
    and has_unknown_in = 0
    and in_qty > 0
    and out_qty - in_qty > least(0.005 * record_count, 0.005 * in_qty)
