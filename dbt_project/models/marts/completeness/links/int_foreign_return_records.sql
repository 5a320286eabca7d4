-- Grain: one row per return of a lot that was never shipped so (LK-23).
with

foreign_returns as (

    select * from {{ ref('int_foreign_returns') }}

),

returns as (

    select * from {{ ref('customer_returns') }}

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        'LK-23' as rule_id,
        'customer_return' as subject_kind,
        returns.fact_id as subject_key,
        returns.contract,
        returns.source_system,
        returns.source_file,
        returns.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || returns.item_code
        || ' came back from a customer' || coalesce(
            ', and delivery ' || foreign_returns.delivery_code || ' shipped other lots of the item',
            ', and nobody ever shipped it'
        ) as words,
        returns.item_code,
        returns.lot_id,
        returns.delivery_code,
        returns.customer_code as partner_code,
        returns.site_code,
        returns.booked_qty,
        returns.booked_uom,
        returns.occurred_at_text,
        {{ untold(['work_order_code', 'receipt_code']) }}
    from returns
    inner join foreign_returns on returns.fact_id = foreign_returns.fact_id
    inner join lots on returns.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
