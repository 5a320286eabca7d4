-- Grain: one row per lot reference: group_no, the record_no of the earliest reference of its lot.
-- The smallest number is passed along the pairs, one pair per round. Sources are few and each lot
-- has few codes, so chains are short; assert_joined_references_share_a_lot fails on a longer one.
with

records as (

    select
        lot_ref,
        record_no
    from {{ ref('int_lot_records') }}

),

neighbours as (

    select
        left_ref,
        right_ref
    from {{ ref('int_lot_pairs') }}
    group by left_ref, right_ref
    union all
    select
        lot_ref as left_ref,
        lot_ref as right_ref
    from records

),

round_0 as (

    select
        lot_ref,
        record_no as group_no
    from records

),

{% for round in range(1, 11) %}
round_{{ round }} as (

    select
        neighbours.left_ref as lot_ref,
        cast(min(previous.group_no) as bigint) as group_no
    from neighbours
    inner join round_{{ round - 1 }} as previous on neighbours.right_ref = previous.lot_ref
    group by neighbours.left_ref

),

{% endfor %}
groups as (

    select * from round_10

)

select * from groups
