-- Grain: one row per lot of which more is recorded as gone than ever came in: QT-02 where most of
-- it was shipped, else QT-01. What rounding explains is no excess, and an unknown amount that came
-- in may cover any; an unknown one that went out makes it only larger. A lot of which not all is on
-- record, such as one that no record brings (ID-09), is not judged.
with

lines as (

    select * from {{ ref('int_lot_lines') }}
    where side <> 'shown' and line not in ('on_hand', 'in_transit')

),

whole_lots as (

    select * from {{ ref('int_whole_lots') }}

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
    sums.lot_id,
    case when sums.shipped_qty * 2 >= sums.out_qty then 'QT-02' else 'QT-01' end as rule_id,
    sums.in_qty,
    sums.out_qty,
    sums.uom
from sums
inner join whole_lots on sums.lot_id = whole_lots.lot_id
where
    sums.uom_count = 1
    and sums.has_unknown_in = 0
    and sums.in_qty > 0
    and sums.out_qty - sums.in_qty > least(0.005 * sums.record_count, 0.005 * sums.in_qty)
