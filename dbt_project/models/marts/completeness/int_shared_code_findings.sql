-- Grain: one row per code that several lots of one source bear (ID-02).
with

records as (

    select * from {{ ref('int_shared_code_records') }}

),

first_events as (

    select * from {{ ref('int_lot_first_events') }}

),

told as (

    select
        records.rule_id,
        records.subject_kind,
        records.subject_key,
        min(records.lot_kind) as lot_kind,
        min(records.lot_code) as lot_code,
        count(distinct records.bearer) as lot_count,
        count(distinct records.item_code) as item_count,
        min(records.item_code) as first_item_code,
        max(records.item_code) as last_item_code,
        {{ only('records.source_system') }} as source_system,
        min(first_events.occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from records
    left join first_events on records.lot_id = first_events.lot_id
    group by records.rule_id, records.subject_kind, records.subject_key

),

findings as (

    select
        rule_id,
        subject_kind,
        subject_key,
        'S1' as severity,
        case when lot_kind = 'serial' then 'Serial code ' else 'Lot code ' end || lot_code
        || ' stands for ' || cast(lot_count as string) || ' ' || lot_kind || 's of '
        || case
            when item_count = 1 then 'item ' || first_item_code
            when item_count = 2 then 'the items ' || first_item_code || ' and ' || last_item_code
            else
                cast(item_count as string) || ' items, from ' || first_item_code
                || ' to ' || last_item_code
        end || '.' as message,
        case when item_count = 1 then first_item_code end as item_code,
        cast(null as string) as lot_id,
        lot_code,
        cast(null as string) as work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        source_system,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        occurred_at,
        record_count
    from told

)

select {{ finding_columns() }}
from findings
