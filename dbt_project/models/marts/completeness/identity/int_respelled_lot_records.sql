-- Grain: one row per lot and spelling of its one code, where rows spell it in several ways and
-- normalising alone joins them (ID-04, S2).
with

mentions as (

    select * from {{ ref('int_lot_first_mentions') }}

),

respelled as (

    select
        lot_id,
        lot_code_key,
        min(lot_code) as first_code,
        max(lot_code) as last_code
    from mentions
    where lot_code is not null
    group by lot_id, lot_code_key
    having count(distinct lot_code) > 1

),

records as (

    select
        'ID-04' as rule_id,
        'lot' as subject_kind,
        mentions.lot_id || chr(31) || mentions.lot_code_key as subject_key,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row,
        'spelled ' || mentions.lot_code as note,
        'S2' as severity,
        'One lot of item ' || mentions.item_code || ' is spelled ' || respelled.first_code
        || ' and ' || respelled.last_code || ', and its spelling alone joins the records' as words,
        mentions.item_code,
        mentions.lot_id,
        {{ untold([
            'work_order_code', 'delivery_code', 'receipt_code', 'partner_code', 'site_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from mentions
    inner join respelled
        on
            mentions.lot_id = respelled.lot_id
            and mentions.lot_code_key = respelled.lot_code_key

)

select {{ told_columns() }}
from records
