-- Grain: one row per record of a lot of which more than the tolerance is unaccounted for, after all
-- that is left of it was counted (QT-04). A book without a count has no residual of its own, and a
-- stock that falls below zero after its count says that the count was booked late.
with

balances as (

    select * from {{ ref('int_balances') }}
    where subject_kind = 'lot' and on_hand_basis = 'counted'

),

late_counts as (

    select lot_id from {{ ref('int_lot_holdings') }}
    where counted_qty < 0
    group by lot_id

),

residuals as (

    select balances.*
    from balances
    left join late_counts on balances.subject_id = late_counts.lot_id
    where
        late_counts.lot_id is null
        and balances.residual_qty
        > balances.in_qty * {{ var('balance_tolerance_percent') }} / 100.0

),

balance_records as (

    select * from {{ ref('lot_balance_records') }}

),

records as (

    select
        'QT-04' as rule_id,
        'lot' as subject_kind,
        residuals.subject_id as subject_key,
        balance_records.contract,
        balance_records.source_system,
        balance_records.source_file,
        balance_records.source_row,
        balance_records.line as note,
        'S2' as severity,
        'Of lot ' || coalesce(residuals.lot_code, residuals.subject_id) || ' of item '
        || residuals.item_code || ' ' || {{ plain_number('residuals.residual_qty') }}
        || coalesce(' ' || residuals.uom, '') || ' of '
        || {{ plain_number('residuals.in_qty') }} || ' are unaccounted for' as words,
        residuals.item_code,
        residuals.subject_id as lot_id,
        balance_records.occurred_at_text,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom',
        ]) }}
    from residuals
    inner join balance_records on residuals.subject_id = balance_records.lot_id

)

select {{ told_columns() }}
from records
