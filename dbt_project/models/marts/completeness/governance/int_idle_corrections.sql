-- Grain: one row per correction in force that changes nothing in this build: every row that it
-- means is voided, or it parts a lot that no other source names.
{{ config(materialized='view') }}
with

parts as (

    select correction_no from {{ ref('int_correction_states') }}
    where state = 'in_force' and action = 'part_lots' and revert_of is null

),

parted as (

    select
        corrected.correction_no,
        corrected.lot_ref,
        local_lots.local_ref
    from {{ ref('int_corrected_lots') }} as corrected
    inner join {{ ref('int_local_lots') }} as local_lots on corrected.lot_ref = local_lots.lot_ref
    where corrected.action = 'part_lots'

),

codes as (

    select * from {{ ref('int_lot_codes') }}

),

tied as (

    select left_ref as lot_ref from {{ ref('int_crosswalk_pairs') }}
    union
    select right_ref as lot_ref from {{ ref('int_crosswalk_pairs') }}
    union
    select left_ref as lot_ref from {{ ref('int_joined_lots') }}
    union
    select right_ref as lot_ref from {{ ref('int_joined_lots') }}
    union
    select label_ref as lot_ref from {{ ref('int_supplier_labels') }}
    where is_only
    union
    select owner_ref as lot_ref from {{ ref('int_supplier_labels') }}
    where is_only

),

shared as (

    select parted.correction_no
    from parted
    inner join codes as named on parted.lot_ref = named.lot_ref
    inner join codes as others
        on
            named.lot_kind = others.lot_kind
            and named.item_code = others.item_code
            and named.lot_code_key = others.lot_code_key
            and named.source_system <> others.source_system
    where others.is_current = 1
    union
    select parted.correction_no
    from parted
    inner join tied on parted.lot_ref = tied.lot_ref or parted.local_ref = tied.lot_ref

)

select correction_no from {{ ref('int_voided_corrections') }}
union
select parts.correction_no
from parts
left join shared on parts.correction_no = shared.correction_no
where shared.correction_no is null
