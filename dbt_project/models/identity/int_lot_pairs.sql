-- Grain: one row per ordered pair of lot references that are one lot, each pair both ways.
-- The id of a lot named by code carries no source, so records of equal id are one lot.
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

both_ways as (

    select
        left_ref,
        right_ref,
        match_method
    from found
    union
    select
        right_ref as left_ref,
        left_ref as right_ref,
        match_method
    from found

)

select * from both_ways
