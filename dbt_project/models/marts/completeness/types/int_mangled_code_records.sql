-- Grain: one row per pair of lot codes of one item of which a spreadsheet or a hand made one out of
-- the other, and record that first names either: leading zeros gone (TY-01), or a letter taken for
-- a digit that looks alike (TY-11).
with

codes as (

    select * from {{ ref('int_lot_spellings') }}

),

numbers as (

    select
        'TY-01' as rule_id,
        item_code,
        lot_kind,
        short_key as common_key,
        count(*) as code_count
    from codes
    where is_number and short_key <> ''
    group by item_code, lot_kind, short_key
    having count(*) > 1

),

look_alikes as (

    select
        'TY-11' as rule_id,
        item_code,
        lot_kind,
        alike_key as common_key,
        count(*) as code_count
    from codes
    group by item_code, lot_kind, alike_key
    having count(*) > 1

),

groups as (

    select * from numbers
    union all
    select * from look_alikes

),

records as (

    select
        groups.rule_id,
        'lot_code' as subject_kind,
        {{ joined(['codes.item_code', 'codes.lot_kind', 'groups.common_key']) }} as subject_key,
        codes.contract,
        codes.source_system,
        codes.source_file,
        codes.source_row,
        'written ' || codes.lot_code as note,
        codes.item_code,
        codes.lot_code
    from codes
    inner join groups
        on
            codes.item_code = groups.item_code
            and codes.lot_kind = groups.lot_kind
            and groups.common_key = case groups.rule_id
                when 'TY-01' then case when codes.is_number then codes.short_key end
                else codes.alike_key
            end

)

select
    {{ record_columns() }},
    item_code,
    lot_code
from records
