-- Grain: one row per lot and subject on which two systems contradict each other (XS-07, XS-10,
-- XS-11).
with

records as (

    select * from {{ ref('int_lot_conflict_records') }}

),

lots as (

    select * from {{ ref('lots') }}

),

first_events as (

    select * from {{ ref('int_lot_first_events') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(lot_id) as lot_id,
        min(words) as words,
        {{ only('source_system') }} as source_system,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        told.rule_id,
        told.subject_kind,
        told.subject_key,
        case when told.rule_id = 'XS-07' then 'S2' else 'S1' end as severity,
        'Lot ' || coalesce(lots.lot_code, told.lot_id) || ' of item ' || lots.item_code || ': '
        || told.words || '.' as message,
        lots.item_code,
        told.lot_id,
        lots.lot_code,
        cast(null as string) as work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        told.source_system,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        first_events.occurred_at_text as occurred_at,
        told.record_count
    from told
    inner join lots on told.lot_id = lots.lot_id
    left join first_events on told.lot_id = first_events.lot_id

)

select {{ finding_columns() }}
from findings
