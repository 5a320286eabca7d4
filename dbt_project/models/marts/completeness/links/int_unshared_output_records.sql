-- Grain: one row per output of a run that made co-products, where the amount of one is unknown, so
-- that nobody can say what share of the run each is (LK-16). An output group says it without.
with

outputs as (

    select *
    from {{ ref('outputs') }}
    where
        not is_returned
        and output_group is null
        and coalesce(output_kind, 'product') in ('product', 'co_product', 'production_receipt')
        and rule_id <> 'named_by_the_other_system'

),

runs as (

    select run_id from outputs
    group by run_id
    having
        max(case when output_kind = 'co_product' then 1 else 0 end) = 1
        and max(case when booked_qty is null then 1 else 0 end) = 1
        and count(distinct lot_id) > 1

),

records as (

    select
        'LK-16' as rule_id,
        'run' as subject_kind,
        outputs.run_id as subject_key,
        outputs.contract,
        outputs.source_system,
        outputs.source_file,
        outputs.source_row,
        case when outputs.booked_qty is null then 'amount unknown' end as note,
        'S1' as severity,
        'Work order ' || coalesce(outputs.work_order_code, '(none)')
        || ' made co-products, and the amount of one is unknown: nobody can say its share' as words,
        outputs.item_code,
        outputs.lot_id,
        outputs.work_order_code,
        outputs.site_code,
        outputs.booked_qty,
        outputs.booked_uom,
        outputs.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from outputs
    inner join runs on outputs.run_id = runs.run_id

)

select {{ told_columns() }}
from records
