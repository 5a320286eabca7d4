-- Grain: one row per record of a closed order whose recorded outputs are less or more of its
-- recorded inputs than the band of yields allows (QT-05). Judged where both come to one unit; what
-- is taken apart is not, nor an order without any output (LK-03).
with

balances as (

    select * from {{ ref('int_balances') }}
    where subject_kind = 'order' and reason is null

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

yields as (

    select balances.*
    from balances
    inner join work_orders on balances.work_order_code = work_orders.work_order_code
    where
        coalesce(work_orders.order_type, 'standard') <> 'disassembly'
        and balances.accounted_qty > 0
        and (
            balances.accounted_percent < {{ var('yield_low_percent') }}
            or balances.accounted_percent > {{ var('yield_high_percent') }}
        )

),

balance_records as (

    select * from {{ ref('order_balance_records') }}

),

records as (

    select
        'QT-05' as rule_id,
        'work_order' as subject_kind,
        yields.work_order_code as subject_key,
        balance_records.contract,
        balance_records.source_system,
        balance_records.source_file,
        balance_records.source_row,
        balance_records.line as note,
        'S2' as severity,
        'Work order ' || yields.work_order_code || ' took in '
        || {{ plain_number('yields.in_qty') }} || coalesce(' ' || yields.uom, '')
        || ' and gave out ' || {{ plain_number('yields.accounted_qty') }}
        || ', ' || {{ plain_number('cast(yields.accounted_percent as decimal(18, 1))') }}
        || ' % of it' as words,
        yields.item_code,
        yields.work_order_code,
        balance_records.occurred_at_text,
        {{ untold([
            'lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'site_code', 'booked_qty',
            'booked_uom',
        ]) }}
    from yields
    inner join balance_records on yields.work_order_code = balance_records.work_order_code

)

select {{ told_columns() }}
from records
