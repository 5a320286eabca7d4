-- Grain: one row per item of which all lot codes of more than 15 digits end in zeros from there on,
-- three codes at least, and record that first names such a code: a spreadsheet kept 15 digits
-- (TY-03).
with

mentions as (

    select * from {{ ref('int_code_mentions') }}
    where lot_code_key is not null and length(lot_code_key) > 15

),

long_numbers as (

    select
        *,
        case when translate(substr(lot_code_key, 16), '0', '') = '' then 1 else 0 end as is_rounded,
        row_number() over (
            partition by source_system, item_code, lot_kind, lot_code_key
            order by
                place_no asc nulls last, lot_code asc nulls last
        ) as mention_no
    from mentions
    where translate(lot_code_key, '0123456789', '') = ''

),

rounded as (

    select
        source_system,
        item_code,
        lot_kind
    from long_numbers
    where mention_no = 1
    group by source_system, item_code, lot_kind
    having count(*) >= 3 and min(is_rounded) = 1

),

records as (

    select
        'TY-03' as rule_id,
        'lot_code' as subject_kind,
        {{ joined([
            'long_numbers.source_system', 'long_numbers.item_code', 'long_numbers.lot_kind'
        ]) }} as subject_key,
        long_numbers.contract,
        long_numbers.source_system,
        long_numbers.source_file,
        long_numbers.source_row,
        'written ' || long_numbers.lot_code as note,
        long_numbers.item_code,
        long_numbers.lot_code
    from long_numbers
    inner join rounded
        on
            long_numbers.source_system = rounded.source_system
            and long_numbers.item_code = rounded.item_code
            and long_numbers.lot_kind = rounded.lot_kind
    where long_numbers.mention_no = 1

)

select
    {{ record_columns() }},
    item_code,
    lot_code
from records
