-- Grain: one row per pair of lot references that an approved correction calls one lot.
with

corrected as (

    select * from {{ ref('int_corrected_lots') }}
    where action = 'join_lots'

),

ids as (

    select
        own_id as lot_id,
        lot_ref
    from {{ ref('int_lot_records') }}
    union
    select
        former_id as lot_id,
        lot_ref
    from {{ ref('int_former_lot_ids') }}

)

select
    corrected.correction_no,
    corrected.lot_ref as left_ref,
    min(ids.lot_ref) as right_ref
from corrected
inner join ids on corrected.other_lot_id = ids.lot_id
where corrected.lot_ref <> ids.lot_ref
group by corrected.correction_no, corrected.lot_ref
