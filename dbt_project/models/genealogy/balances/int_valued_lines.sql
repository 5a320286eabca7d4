-- Grain: one row per lot or order, line, item and unit, with its amount in the unit of the balance.
with

lines as (

    select * from {{ ref('int_balance_lines') }}

),

units as (

    select * from {{ ref('int_balance_units') }}

)

select
    lines.subject_kind,
    lines.subject_id,
    lines.line,
    lines.side,
    lines.item_code,
    lines.qty,
    lines.uom,
    units.use_mass,
    units.uom as balance_uom,
    case
        when units.use_mass = 1 then lines.mass_qty
        when units.use_mass = 0 and coalesce(lines.uom, '') = coalesce(units.uom, '')
            then lines.qty
    end as balance_qty,
    lines.record_count,
    lines.unknown_count
from lines
left join units
    on
        lines.subject_kind = units.subject_kind
        and lines.subject_id = units.subject_id
