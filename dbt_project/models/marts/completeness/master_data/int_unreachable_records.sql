-- Grain: one row per master record of a customer that was shipped to and has neither e-mail nor
-- phone nor after-hours phone (MD-03), and of a ship-to partner or site without address (MD-04).
with

subjects as (

    select * from {{ ref('int_unreachable_partners') }}

),

masters as (

    select
        'partner' as subject_kind,
        partner_code as code,
        partner_name as called,
        contract,
        source_system,
        source_file,
        source_row
    from {{ ref('stg_erp__partners') }}
    union all
    select
        'site' as subject_kind,
        site_code as code,
        site_name as called,
        contract,
        source_system,
        source_file,
        source_row
    from {{ ref('stg_erp__sites') }}

),

names as (

    select
        subject_kind,
        code,
        min(called) as called
    from masters
    group by subject_kind, code

),

records as (

    select
        subjects.rule_id,
        subjects.subject_kind,
        subjects.code as subject_key,
        masters.contract,
        masters.source_system,
        masters.source_file,
        masters.source_row,
        cast(null as string) as note,
        case when subjects.rule_id = 'MD-03' then 'S1' else 'S2' end as severity,
        case
            when subjects.rule_id = 'MD-03' then 'Customer '
            when subjects.subject_kind = 'site' then 'Site '
            else 'Ship-to address '
        end || subjects.code || coalesce(' (' || names.called || ')', '') || case subjects.rule_id
            when 'MD-03'
                then ' was shipped to and has no e-mail, phone or after-hours phone on file'
            else ' has no address on file'
        end as words,
        case when subjects.subject_kind = 'partner' then subjects.code end as partner_code,
        case when subjects.subject_kind = 'site' then subjects.code end as site_code,
        {{ untold([
            'item_code', 'lot_id', 'work_order_code', 'delivery_code', 'receipt_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from subjects
    inner join masters
        on
            subjects.subject_kind = masters.subject_kind
            and subjects.code = masters.code
    inner join names
        on
            subjects.subject_kind = names.subject_kind
            and subjects.code = names.code

)

select {{ told_columns() }}
from records
