-- Grain: one row per source system, table, rule and column of which a load said something at the
-- door that still stands (FI, TY, LD).
with

told as (

    select * from {{ ref('int_door_rows') }}
    where is_standing

),

numbered as (

    select
        *,
        row_number() over (
            partition by rule_id, severity, source_system, contract, column_name
            order by
                load_id desc nulls last,
                source_file asc nulls last,
                finding_no asc nulls last,
                source_row asc nulls last
        ) as place_no
    from told

),

counted as (

    select
        rule_id,
        severity,
        source_system,
        contract,
        column_name,
        min(case when place_no = 1 then message end) as words,
        min(case when place_no = 1 then source_file end) as source_file,
        min(case when place_no = 1 then source_row end) as source_row,
        count(distinct load_id || chr(31) || source_file) as file_count,
        cast(count(case when has_landed then 1 end) as bigint) as record_count
    from numbered
    group by rule_id, severity, source_system, contract, column_name

),

findings as (

    select
        rule_id,
        'file' as subject_kind,
        {{ joined(['source_system', 'contract', 'column_name', 'severity']) }} as subject_key,
        severity,
        'File ' || source_file || coalesce(', row ' || cast(source_row as string), '') || ': '
        || words
        || case
            when file_count > 1
                then ' And so in ' || cast(file_count - 1 as string) || ' other files.'
            else ''
        end as message,
        cast(null as string) as item_code,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
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
        cast(null as string) as occurred_at,
        record_count
    from counted

)

select {{ finding_columns() }}
from findings
