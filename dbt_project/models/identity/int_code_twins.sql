-- Grain: one row per pair of codes of one kind that a hand may have taken for one another: one key
-- that could not join them, or one loose key. Codes that one system has side by side are no pair.
with

codes as (

    select
        codes.kind,
        codes.source_system,
        coalesce(int_code_map.canonical_code, codes.code) as code,
        codes.code_key,
        codes.loose_key
    from {{ ref('stg_code_keys') }} as codes
    left join {{ ref('int_code_map') }} as int_code_map
        on
            codes.kind = int_code_map.kind
            and codes.source_system = int_code_map.source_system
            and codes.code = int_code_map.code
    where codes.kind <> 'lot'

),

alike as (

    select
        kind,
        loose_key
    from codes
    where loose_key <> ''
    group by kind, loose_key
    having count(distinct code) > 1

),

sides as (

    select codes.*
    from codes
    inner join alike on codes.kind = alike.kind and codes.loose_key = alike.loose_key

),

together as (

    select
        sides_a.kind,
        sides_a.code as code_a,
        sides_b.code as code_b
    from sides as sides_a
    inner join sides as sides_b
        on
            sides_a.kind = sides_b.kind
            and sides_a.source_system = sides_b.source_system
            and sides_a.loose_key = sides_b.loose_key
            and sides_a.code < sides_b.code
    group by sides_a.kind, sides_a.code, sides_b.code

),

pairs as (

    select
        sides_a.kind,
        sides_a.code as code_a,
        sides_b.code as code_b,
        max(case when sides_a.code_key = sides_b.code_key then 1 else 0 end) = 1 as is_same_key
    from sides as sides_a
    inner join sides as sides_b
        on
            sides_a.kind = sides_b.kind
            and sides_a.loose_key = sides_b.loose_key
            and sides_a.code < sides_b.code
    left join together
        on
            sides_a.kind = together.kind
            and sides_a.code = together.code_a
            and sides_b.code = together.code_b
    where together.kind is null or sides_a.code_key = sides_b.code_key
    group by sides_a.kind, sides_a.code, sides_b.code

)

select * from pairs
