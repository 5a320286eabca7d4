-- Grain: one row per instant in the future (TM-07), before the plant went live (TM-08), or of which
-- only the day is told (TM-12).
with

odd as (

    select * from {{ ref('int_odd_times') }}

),

records as (

    select
        rule_id,
        'column' as subject_kind,
        contract || chr(31) || column_name || chr(31) || source_system || chr(31)
        || coalesce(site_code, '') as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'on ' || told_text as note,
        'S2' as severity,
        'Rows of ' || contract || coalesce(' at site ' || site_code, '') || ' have in '
        || column_name || case rule_id
            when 'TM-07' then ' a time after they were landed'
            when 'TM-08' then ' a time before {{ var('go_live') }}'
            else ' the day alone, where others have the time'
        end as words,
        item_code,
        work_order_code,
        site_code,
        told_text as occurred_at_text,
        {{ untold([
            'lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'booked_qty', 'booked_uom'
        ]) }}
    from odd

)

select {{ told_columns() }}
from records
