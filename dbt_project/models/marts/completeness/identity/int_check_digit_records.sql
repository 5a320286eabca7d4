-- Grain: one row per number of GS1 (GTIN of an item, GLN of a site, SSCC of a handling unit) whose
-- length or check digit is wrong (ID-06).
with

numbers as (

    select
        'gtin' as subject_kind,
        'item ' || item_code as of_what,
        gtin as gs1_number,
        item_code,
        cast(null as string) as site_code,
        contract,
        source_system,
        source_file,
        source_row
    from {{ ref('stg_erp__items') }}
    where gtin is not null
    union all
    select
        'gln' as subject_kind,
        'site ' || site_code as of_what,
        gln as gs1_number,
        cast(null as string) as item_code,
        site_code,
        contract,
        source_system,
        source_file,
        source_row
    from {{ ref('stg_erp__sites') }}
    where gln is not null
    union all
    select
        'sscc' as subject_kind,
        'a handling unit' as of_what,
        parent_code as gs1_number,
        item_code,
        cast(null as string) as site_code,
        contract,
        source_system,
        source_file,
        source_row
    from {{ ref('stg_wms__handling_units') }}
    where length(parent_code) = 18 and translate(parent_code, '0123456789', '') = ''

),

measured as (

    select
        *,
        translate(gs1_number, '0123456789', '') = '' and (
            (subject_kind = 'gtin' and length(gs1_number) in (8, 12, 13, 14))
            or (subject_kind = 'gln' and length(gs1_number) = 13)
            or subject_kind = 'sscc'
        ) as is_whole,
        lpad(gs1_number, 18, '0') as padded
    from numbers

),

summed as (

    select
        *,
        {% for place in range(1, 19) -%}
        {% if not loop.first %}+ {% endif -%}
        {{ 3 if place % 2 else 1 }}
        * coalesce(try_cast(substr(padded, {{ place }}, 1) as integer), 0)
        {% endfor %} as check_sum
    from measured

),

records as (

    select
        *,
        'ID-06' as rule_id,
        subject_kind || chr(31) || gs1_number || chr(31) || of_what as subject_key,
        cast(null as string) as note,
        'S1' as severity,
        'The ' || upper(subject_kind) || ' ' || gs1_number || ' of ' || of_what || case
            when is_whole then ' has a wrong check digit'
            else ' has not the digits of one'
        end as words,
        {{ untold([
            'lot_id', 'work_order_code', 'delivery_code', 'receipt_code', 'partner_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from summed
    where not is_whole or check_sum % 10 <> 0

)

select {{ told_columns() }}
from records
