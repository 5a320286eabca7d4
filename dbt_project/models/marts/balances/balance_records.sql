-- Grain: one row per lot or order, line of its balance, and record behind it.
with

lot_records as (

    select * from {{ ref('lot_balance_records') }}

),

order_records as (

    select * from {{ ref('order_balance_records') }}

)

select
    'lot' as subject_kind,
    lot_id as subject_id,
    line,
    item_code,
    cast(qty as decimal(18, 6)) as qty,
    uom,
    occurred_at_text as occurred_at,
    contract,
    source_system,
    source_file,
    source_row
from lot_records
union all
select
    'order' as subject_kind,
    work_order_code as subject_id,
    line,
    item_code,
    cast(qty as decimal(18, 6)) as qty,
    uom,
    occurred_at_text as occurred_at,
    contract,
    source_system,
    source_file,
    source_row
from order_records
