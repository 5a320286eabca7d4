-- Grain: one row per lot or order: its mass balance.
with

balances as (

    select * from {{ ref('int_balances') }}

)

select
    subject_kind,
    subject_id,
    item_code,
    lot_code,
    work_order_code,
    uom,
    in_qty,
    accounted_qty,
    residual_qty,
    accounted_percent,
    on_hand_basis,
    reason
from balances
