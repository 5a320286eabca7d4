-- Grain: one row per ordered pair of lot references that are one lot, each pair both ways.
-- The id of a lot named by code carries no source, so records of equal id are one lot. What an
-- approved correction joins counts as a crosswalk; what one parts is no pair.
with

records as (

    select * from {{ ref('int_lot_records') }}

),

found as (

    select
        lot_ref as left_ref,
        local_ref as right_ref,
        'exact' as match_method
    from {{ ref('int_local_lots') }}
    where lot_ref <> local_ref
    union all
    select
        left_ref,
        right_ref,
        'crosswalk' as match_method
    from {{ ref('int_crosswalk_pairs') }}
    union all
    select
        left_ref,
        right_ref,
        'crosswalk' as match_method
    from {{ ref('int_joined_lots') }}
    union all
    select
        label_ref as left_ref,
        owner_ref as right_ref,
        'supplier_lot' as match_method
    from {{ ref('int_supplier_labels') }}
    where is_only
    union all
    select
        left_ref,
        right_ref,
        'exact' as match_method
    from {{ ref('int_system_pairs') }}
    union all
    select
        records.lot_ref as left_ref,
        same_ids.lot_ref as right_ref,
        'exact' as match_method
    from records
    inner join records as same_ids
        on records.own_id = same_ids.own_id and records.record_no < same_ids.record_no

),

parted as (

    select * from {{ ref('int_parted_lots') }}

),

kept as (

    select found.*
    from found
    left join parted as parted_left on found.left_ref = parted_left.lot_ref
    left join parted as parted_right on found.right_ref = parted_right.lot_ref
    where coalesce(parted_left.correction_no, 0) = coalesce(parted_right.correction_no, 0)

),

both_ways as (

    select
        left_ref,
        right_ref,
        match_method
    from kept
    union
    select
        right_ref as left_ref,
        left_ref as right_ref,
        match_method
    from kept

)

select * from both_ways
