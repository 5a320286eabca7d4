-- Grain: one row per reversal that cancels nothing (LK-24).
with

doubtful as (

    select * from {{ ref('int_doubtful_reversals') }}

),

postings as (

    select * from {{ ref('int_postings') }}

),

records as (

    select
        'LK-24' as rule_id,
        'reversal' as subject_kind,
        postings.fact_id as subject_key,
        postings.contract,
        postings.source_system,
        postings.source_file,
        postings.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Record ' || postings.record_id || ' (' || replace(postings.fact_type, '_', ' ')
        || ' of item ' || postings.item_code || ') reverses ' || postings.reversal_of || ', '
        || doubtful.fault as words,
        postings.item_code,
        case when not postings.is_unknown_lot then postings.lot_id end as lot_id,
        postings.work_order_code,
        postings.delivery_code,
        postings.receipt_code,
        postings.partner_code,
        postings.site_code,
        postings.booked_qty,
        postings.booked_uom,
        postings.occurred_at_text
    from postings
    inner join doubtful on postings.fact_id = doubtful.fact_id

)

select {{ told_columns() }}
from records
