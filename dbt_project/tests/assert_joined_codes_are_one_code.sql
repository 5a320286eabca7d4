-- Fails if two codes that mean one thing ended up in two: a chain longer than the rounds.
select
    pairs.left_ref,
    pairs.right_ref
from {{ ref('int_code_pairs') }} as pairs
inner join {{ ref('int_code_groups') }} as left_groups on pairs.left_ref = left_groups.code_ref
inner join {{ ref('int_code_groups') }} as right_groups on pairs.right_ref = right_groups.code_ref
where left_groups.group_no <> right_groups.group_no
