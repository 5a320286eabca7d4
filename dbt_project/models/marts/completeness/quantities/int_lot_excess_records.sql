-- Grain: one row per record that took of a lot of which more is gone than came in (QT-01, QT-02),
-- and per record that brought it, to compare with. A lot of which not all is on record is not
-- judged; one that is a gap of the genealogy is told there.
with

unexplained as (

    select * from {{ ref('int_unexplained_lots') }}

),

excesses as (

    select excesses.*
    from {{ ref('int_lot_excesses') }} as excesses
    inner join {{ ref('int_whole_lots') }} as whole_lots on excesses.lot_id = whole_lots.lot_id
    left join unexplained on excesses.lot_id = unexplained.lot_id
    where unexplained.lot_id is null

),

balance_records as (

    select * from {{ ref('lot_balance_records') }}
    where side <> 'shown'

),

lots as (

    select * from {{ ref('lots') }}

),

records as (

    select
        excesses.rule_id,
        'lot' as subject_kind,
        excesses.lot_id as subject_key,
        balance_records.contract,
        balance_records.source_system,
        balance_records.source_file,
        balance_records.source_row,
        case
            when balance_records.side = 'in' then 'compared with: ' || balance_records.line
            else balance_records.line
        end as note,
        'S1' as severity,
        'Of lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || lots.item_code || ' '
        || {{ plain_number('excesses.in_qty') }} || coalesce(' ' || excesses.uom, '')
        || ' came in and ' || {{ plain_number('excesses.out_qty') }}
        || coalesce(' ' || excesses.uom, '') || ' went out' as words,
        lots.item_code,
        lots.lot_id,
        balance_records.qty as booked_qty,
        balance_records.uom as booked_uom,
        balance_records.occurred_at_text,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code'
        ]) }}
    from excesses
    inner join balance_records on excesses.lot_id = balance_records.lot_id
    inner join lots on excesses.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
