-- Grain: one row per stock movement that lost its lot: a transfer between sites without lot, or one
-- that came in under a lot that nobody sent (LK-17); any other movement that names none (ID-01).
-- What was put away without lot was received so, and is not told twice.
with

movements as (

    select *
    from {{ ref('int_postings_standing') }}
    where
        contract = 'wms_movements'
        and posting_kind in (
            'transfer_out', 'transfer_in', 'transfer', 'adjustment', 'scrap', 'sample',
            'status_change', 'supplier_return'
        )

),

sent_items as (

    select item_code from movements
    where posting_kind = 'transfer_out' and not is_unknown_lot
    group by item_code

),

sent_lots as (

    select lot_id from movements
    where posting_kind = 'transfer_out' and not is_unknown_lot
    union
    select to_lot_id as lot_id from {{ ref('int_transfer_ties') }}
    where rule_id = 'transfer'

),

judged as (

    select
        movements.*,
        case
            when movements.is_unknown_lot then severities.severity
            when
                movements.posting_kind = 'transfer_in'
                and sent_items.item_code is not null
                and sent_lots.lot_id is null
                then 'S1'
        end as severity
    from movements
    inner join {{ ref('int_item_severities') }} as severities
        on movements.item_code = severities.item_code
    left join sent_items on movements.item_code = sent_items.item_code
    left join sent_lots on movements.lot_id = sent_lots.lot_id

),

records as (

    select
        case
            when posting_kind in ('transfer_out', 'transfer_in') then 'LK-17'
            else 'ID-01'
        end as rule_id,
        'movement' as subject_kind,
        fact_id as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        cast(null as string) as note,
        severity,
        'Movement ' || record_id || ' (' || replace(posting_kind, '_', ' ') || ') of item '
        || item_code || case
            when is_unknown_lot then ' names no lot'
            else ' brought a lot to site ' || coalesce(site_code, '(none)') || ' that nobody sent'
        end as words,
        item_code,
        case when not is_unknown_lot then lot_id end as lot_id,
        delivery_code,
        receipt_code,
        partner_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        {{ untold(['work_order_code']) }}
    from judged
    where severity is not null

)

select {{ told_columns() }}
from records
