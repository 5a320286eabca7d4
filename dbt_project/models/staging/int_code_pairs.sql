-- Grain: one row per pair of different codes that mean one thing, each pair both ways. An approved
-- crosswalk speaks first; then the same key, where each system has exactly one code under it.
-- Spellings of units are never guessed: mg and Mg.
with

spellings as (

    select * from {{ ref('int_code_spellings') }}

),

crosswalked as (

    select * from {{ ref('int_code_crosswalks') }}

),

tied as (

    select
        left_ref as code_ref,
        right_system as other_system
    from crosswalked
    union
    select
        right_ref as code_ref,
        left_system as other_system
    from crosswalked

),

alike as (

    select
        codes_a.code_ref as left_ref,
        codes_b.code_ref as right_ref
    from spellings as codes_a
    inner join spellings as codes_b
        on
            codes_a.kind = codes_b.kind
            and codes_a.code_key = codes_b.code_key
            and codes_a.code_ref < codes_b.code_ref
    left join tied as tied_a
        on codes_a.code_ref = tied_a.code_ref and codes_b.source_system = tied_a.other_system
    left join tied as tied_b
        on codes_b.code_ref = tied_b.code_ref and codes_a.source_system = tied_b.other_system
    where codes_a.kind <> 'uom' and not codes_a.is_told_apart
    group by codes_a.code_ref, codes_b.code_ref
    having count(tied_a.code_ref) + count(tied_b.code_ref) = 0

),

found as (

    select
        left_ref,
        right_ref,
        'crosswalk' as match_method
    from crosswalked
    union all
    select
        left_ref,
        right_ref,
        'normalised' as match_method
    from alike

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
