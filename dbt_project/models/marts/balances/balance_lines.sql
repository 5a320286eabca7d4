-- Grain: one row per lot or order, line of its balance, item and unit.
with

lines as (

    select * from {{ ref('int_valued_lines') }}

)

select
    subject_kind,
    subject_id,
    line,
    side,
    item_code,
    qty,
    uom,
    balance_qty,
    record_count,
    unknown_count
from lines
