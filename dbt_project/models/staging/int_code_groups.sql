-- Grain: one row per code_ref of int_code_spellings: group_no, the code_no of the earliest code of
-- its thing. The smallest number is passed along the pairs, one pair per round.
-- The rounds are those of int_lot_groups: what changes there changes here.
with

spellings as (

    select
        code_ref,
        code_no
    from {{ ref('int_code_spellings') }}
    group by code_ref, code_no

),

neighbours as (

    select
        left_ref,
        right_ref
    from {{ ref('int_code_pairs') }}
    group by left_ref, right_ref
    union all
    select
        code_ref as left_ref,
        code_ref as right_ref
    from spellings

),

round_0 as (

    select
        code_ref,
        code_no as group_no
    from spellings

),

{% for round in range(1, 9) %}
round_{{ round }} as (

    select
        neighbours.left_ref as code_ref,
        cast(min(previous.group_no) as bigint) as group_no
    from neighbours
    inner join round_{{ round - 1 }} as previous on neighbours.right_ref = previous.code_ref
    group by neighbours.left_ref

),

{% endfor %}
groups as (

    select * from round_8

)

select * from groups
