-- Grain: one row per kind, source system and code that gives way to another code of its thing: the
-- code that landed first stands. Where no crosswalk names the two, one guess among the codes of the
-- thing makes it a guess.
with

spellings as (

    select * from {{ ref('int_code_spellings') }}

),

groups as (

    select * from {{ ref('int_code_groups') }}

),

pairs as (

    select * from {{ ref('int_code_pairs') }}

),

methods as (

    select
        groups.group_no,
        max(pairs.match_method) as weakest_method
    from groups
    inner join pairs on groups.code_ref = pairs.left_ref
    group by groups.group_no

),

standing as (

    select
        code_no,
        code_ref,
        code as canonical_code
    from spellings
    group by code_no, code_ref, code

),

mapped as (

    select
        spellings.kind,
        spellings.source_system,
        spellings.code,
        standing.canonical_code,
        coalesce(pairs.match_method, methods.weakest_method) as match_method
    from spellings
    inner join groups on spellings.code_ref = groups.code_ref
    inner join standing on groups.group_no = standing.code_no
    inner join methods on groups.group_no = methods.group_no
    left join pairs
        on spellings.code_ref = pairs.left_ref and standing.code_ref = pairs.right_ref
    where spellings.code_ref <> standing.code_ref

)

select * from mapped
