-- Grain: one row per item, kind and key of a lot code in force, with the record that first names it
-- and the keys under which a spreadsheet (short_key) or a hand (alike_key) may have changed it.
with

mentions as (

    select * from {{ ref('int_code_mentions') }}
    where lot_code_key is not null

),

named as (

    select
        item_code,
        lot_kind,
        lot_code_key,
        lot_code,
        contract,
        source_system,
        source_file,
        source_row,
        row_number() over (
            partition by item_code, lot_kind, lot_code_key
            order by
                place_no asc nulls last, lot_code asc nulls last
        ) as mention_no
    from mentions

)

select
    *,
    translate(lot_code_key, '0123456789', '') = '' as is_number,
    trim(leading '0' from lot_code_key) as short_key,
    translate(lot_code_key, 'oil', '011') as alike_key
from named
where mention_no = 1
