-- Grain: one row per lot codes of one item that were probably one code before a spreadsheet or a
-- hand changed it (TY-01, TY-03, TY-11).
with

records as (

    select * from {{ ref('int_mangled_code_records') }}
    union all
    select * from {{ ref('int_rounded_code_records') }}

),

told as (

    select
        rule_id,
        subject_kind,
        subject_key,
        min(item_code) as item_code,
        min(lot_code) as first_code,
        max(lot_code) as last_code,
        {{ only('source_system') }} as source_system,
        cast(count(*) as bigint) as record_count
    from records
    group by rule_id, subject_kind, subject_key

),

findings as (

    select
        *,
        'S1' as severity,
        'Lot codes of item ' || item_code || ', ' || first_code || ' and ' || last_code
        || case rule_id
            when 'TY-01' then ', differ by leading zeros alone.'
            when 'TY-11' then ', differ only in letters and digits that look alike.'
            else ' among them, have more than 15 digits and all end in zeros: the rest is lost.'
        end as message,
        cast(null as string) as lot_id,
        cast(null as string) as lot_code,
        cast(null as string) as work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        cast(null as string) as site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        cast(null as decimal(18, 6)) as qty,
        cast(null as string) as uom,
        cast(null as string) as occurred_at
    from told

)

select {{ finding_columns() }}
from findings
