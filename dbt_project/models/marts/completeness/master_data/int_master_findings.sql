-- Grain: one row per finding of the rules over master data.
with

records as (

    select * from {{ ref('int_master_records') }}
    where coalesce(note, '') not like 'compared with%'

),

lots as (

    select * from {{ ref('lots') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(severity) as severity,
        min(words) as words,
        {% for name in [
            'item_code', 'lot_id', 'work_order_code', 'delivery_code', 'receipt_code',
            'partner_code', 'site_code', 'source_system',
        ] %}
        {{ only(name) }} as {{ name }},
        {% endfor %}
        case
            when min(item_code) = max(item_code) then {{ total_qty('booked_qty', 'booked_uom') }}
        end as qty,
        {{ only('booked_uom') }} as uom,
        min(occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        told.*,
        told.words || ' (' || cast(told.record_count as string)
        || case when told.record_count = 1 then ' record).' else ' records).' end as message,
        lots.lot_code,
        {{ untold(['line_code', 'shift_code']) }}
    from told
    left join lots on told.lot_id = lots.lot_id

)

select {{ finding_columns() }}
from findings
