-- Grain: one row per record that was entered later after the fact than its way of entry allows
-- (TM-13), and again where it was entered in another month than that of the fact (TM-15).
{% set scan = 60 * (var('scan_latency_minutes') | int) %}
{% set typed = 3600 * (var('entry_latency_hours') | int) %}
with

entries as (

    select * from {{ ref('int_entries') }}

),

late as (

    select
        *,
        substr(told_text, 1, 7) as told_month
    from entries
    where
        delay_seconds
        > case when capture_method in ('scan', 'machine') then {{ scan }} else {{ typed }} end

),

judged as (

    select
        *,
        'TM-13' as rule_id,
        'site' as subject_kind,
        contract || chr(31) || source_system || chr(31) || coalesce(site_code, '') as subject_key,
        'Rows of ' || contract || coalesce(' at site ' || site_code, '')
        || ' were entered later than their target after the fact' as words
    from late
    union all
    select
        *,
        'TM-15' as rule_id,
        'month' as subject_kind,
        contract || chr(31) || source_system || chr(31) || coalesce(site_code, '') || chr(31)
        || told_month as subject_key,
        'Rows of ' || contract || coalesce(' at site ' || site_code, '') || ' were put into '
        || told_month || ' after that month had ended' as words
    from late
    where
        told_month <> substr(recorded_at_text, 1, 7)
        and delay_seconds > {{ typed }}

),

records as (

    select
        rule_id,
        subject_kind,
        subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'entered ' || cast({{ whole_division('delay_seconds', 60) }} as string)
        || ' minutes after ' || told_text as note,
        'S2' as severity,
        words,
        item_code,
        work_order_code,
        site_code,
        cast(null as decimal(18, 6)) as booked_qty,
        told_text as occurred_at_text,
        {{ untold(['lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'booked_uom']) }}
    from judged

)

select {{ told_columns() }}
from records
