-- Grain: one row per use of one of several lots of an item in a run and place where neither a time
-- nor an amount says which part of the run it went into (LK-18). Lots of one cell share its time
-- and amount. A day alone is no time.
with

uses as (

    select
        *,
        run_id || chr(31) || item_code || chr(31) || coalesce(place_code, '') as feed_key,
        booked_qty is null
        and (
            occurred_at is null
            or rule_id = 'several_lots_in_one_cell'
            or length(occurred_at_text) <= 10
        ) as is_unsplit
    from {{ ref('consumptions') }}
    where
        not is_unknown_lot
        and not is_returned
        and (evidence <> 'possible' or rule_id = 'several_lots_in_one_cell')
        and rule_id <> 'named_by_the_other_system'

),

feeds as (

    select feed_key from uses
    group by feed_key
    having count(distinct lot_id) > 1 and max(case when is_unsplit then 1 else 0 end) = 1

),

records as (

    select
        'LK-18' as rule_id,
        'component' as subject_kind,
        uses.feed_key as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        case when uses.is_unsplit then 'neither time nor amount' end as note,
        'S1' as severity,
        'Work order ' || coalesce(uses.work_order_code, '(none)') || ' used several lots of item '
        || uses.item_code || coalesce(' at ' || uses.place_code, '')
        || ', and neither a time nor an amount says where one ended' as words,
        uses.item_code,
        uses.lot_id,
        uses.work_order_code,
        uses.site_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from uses
    inner join feeds on uses.feed_key = feeds.feed_key

)

select {{ told_columns() }}
from records
