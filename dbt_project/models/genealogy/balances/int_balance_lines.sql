-- Grain: one row per lot or order, line, item and unit; mass_qty is the amount in the common unit.
with

lines as (

    select
        'lot' as subject_kind,
        lot_id as subject_id,
        line,
        side,
        item_code,
        uom,
        qty,
        record_count,
        unknown_count
    from {{ ref('int_lot_lines') }}
    union all
    select
        'order' as subject_kind,
        work_order_code as subject_id,
        line,
        side,
        item_code,
        uom,
        qty,
        record_count,
        unknown_count
    from {{ ref('int_order_lines') }}

),

common_factors as (

    select * from {{ ref('common_factors') }}

)

select
    lines.subject_kind,
    lines.subject_id,
    lines.line,
    lines.side,
    lines.item_code,
    lines.uom,
    lines.qty,
    case
        when common_factors.factor = 1 then lines.qty
        else try_cast(lines.qty * common_factors.factor as decimal(18, 6))
    end as mass_qty,
    common_factors.common_uom as mass_uom,
    coalesce(common_factors.is_measure, false) as has_measure,
    lines.record_count,
    lines.unknown_count
from lines
left join common_factors
    on
        lines.item_code = common_factors.item_code
        and lines.uom = common_factors.from_uom
