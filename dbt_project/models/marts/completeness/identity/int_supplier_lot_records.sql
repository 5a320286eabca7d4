-- Grain: one row per receipt that names no supplier lot (ID-12), and per receipt of a lot that came
-- as several supplier lots (ID-13). Where a source never names one there is no such feed; a lot
-- master that names it is enough.
with

receipts as (

    select *
    from {{ ref('receipts') }}
    where coalesce(booked_qty > 0, true)

),

naming_sources as (

    select source_system from receipts
    where supplier_lot_code is not null
    group by source_system

),

mastered as (

    select lot_references.lot_id
    from {{ ref('stg_wms__lots') }} as masters
    inner join {{ ref('lot_references') }} as lot_references
        on masters.lot_ref = lot_references.lot_ref
    where masters.supplier_lot_code is not null
    group by lot_references.lot_id

),

mixed as (

    select lot_id from receipts
    where not is_unknown_lot and supplier_lot_key is not null
    group by lot_id
    having count(distinct coalesce(supplier_code, '') || chr(31) || supplier_lot_key) > 1

),

judged as (

    select
        receipts.*,
        case when mixed.lot_id is null then 'ID-12' else 'ID-13' end as rule_id
    from receipts
    left join mixed on receipts.lot_id = mixed.lot_id
    left join mastered on receipts.lot_id = mastered.lot_id
    left join naming_sources on receipts.source_system = naming_sources.source_system
    inner join {{ ref('int_item_severities') }} as severities
        on receipts.item_code = severities.item_code
    where
        (mixed.lot_id is not null and receipts.supplier_lot_key is not null)
        or (
            receipts.supplier_lot_key is null
            and not receipts.is_listed_only
            and naming_sources.source_system is not null
            and mastered.lot_id is null
            and severities.severity = 'S1'
        )

),

records as (

    select
        judged.*,
        case when judged.rule_id = 'ID-12' then 'receipt' else 'lot' end as subject_kind,
        case judged.rule_id when 'ID-12' then judged.fact_id else judged.lot_id end as subject_key,
        coalesce('supplier lot ' || judged.supplier_lot_code, '') as note,
        'S1' as severity,
        case
            when judged.rule_id = 'ID-12'
                then
                    'Receipt ' || coalesce(judged.receipt_code, '(none)') || ' brought item '
                    || judged.item_code || ' and names no supplier lot'
            else
                'Lot ' || coalesce(lots.lot_code, judged.lot_id) || ' of item ' || judged.item_code
                || ' was received as several supplier lots'
        end as words,
        judged.supplier_code as partner_code,
        {{ untold(['work_order_code', 'delivery_code']) }}
    from judged
    left join {{ ref('lots') }} as lots on judged.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
