-- Grain: one row per scan of a person who, within one minute, scanned more rows than anybody can
-- (S2), or scanned at two sites (S3) (TM-16).
with

scans as (

    select
        *,
        {{ whole_division(seconds_between("cast('2000-01-01' as timestamp)", 'recorded_at'), 60) }}
            as minute_no
    from {{ ref('int_entries') }}
    where operator_code is not null and capture_method = 'scan'

),

minutes as (

    select
        source_system,
        operator_code,
        minute_no,
        count(*) as scan_count,
        min(recorded_at_text) as first_text,
        min(site_code) as first_site_code,
        max(site_code) as last_site_code
    from scans
    group by source_system, operator_code, minute_no

),

judged as (

    select
        *,
        case
            when scan_count > {{ var('scans_per_minute') }} then 'S2'
            when first_site_code <> last_site_code then 'S3'
        end as severity
    from minutes

),

records as (

    select
        'TM-16' as rule_id,
        'operator' as subject_kind,
        judged.source_system || chr(31) || judged.operator_code || chr(31)
        || cast(judged.minute_no as string) as subject_key,
        scans.contract,
        scans.source_system,
        scans.source_file,
        scans.source_row,
        'entered on ' || scans.recorded_at_text as note,
        judged.severity,
        'Person ' || judged.operator_code || case judged.severity
            when 'S2' then ' scanned ' || cast(judged.scan_count as string) || ' rows'
            else
                ' scanned at site ' || judged.first_site_code || ' and at site '
                || judged.last_site_code
        end || ' within one minute, from ' || judged.first_text as words,
        scans.item_code,
        scans.work_order_code,
        scans.site_code,
        scans.told_text as occurred_at_text,
        {{ untold([
            'lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'booked_qty', 'booked_uom'
        ]) }}
    from judged
    inner join scans
        on
            judged.source_system = scans.source_system
            and judged.operator_code = scans.operator_code
            and judged.minute_no = scans.minute_no
    where judged.severity is not null

)

select {{ told_columns() }}
from records
