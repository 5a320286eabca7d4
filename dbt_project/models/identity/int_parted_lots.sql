-- Grain: one row per lot reference that an approved correction takes away from the references of
-- other sources: that of the row it names, and those that its source means by the same code.
with

corrected as (

    select * from {{ ref('int_corrected_lots') }}
    where action = 'part_lots'

),

codes as (

    select * from {{ ref('int_lot_codes') }}

),

named as (

    select
        corrected.correction_no,
        codes.*
    from corrected
    inner join codes on corrected.lot_ref = codes.lot_ref

),

parted as (

    select
        correction_no,
        lot_ref
    from corrected
    union
    select
        named.correction_no,
        codes.lot_ref
    from named
    inner join codes
        on
            named.source_system = codes.source_system
            and named.lot_kind = codes.lot_kind
            and named.match_item = codes.match_item
            and named.lot_code_key = codes.lot_code_key
    where codes.has_uid = 0 or named.has_uid = 0

)

select
    lot_ref,
    min(correction_no) as correction_no
from parted
group by lot_ref
