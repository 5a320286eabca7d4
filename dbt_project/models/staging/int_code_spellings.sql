-- Grain: one row per kind, source system and code that another code may stand for: two codes share
-- its key, or an approved crosswalk names it. Codes that nobody spells otherwise are not here.
-- Equal codes of several systems are one code: one code_ref, one code_no.
with

codes as (

    select
        kind,
        source_system,
        code,
        code_key,
        first_load_id,
        {{ joined(['kind', 'code']) }} as code_ref
    from {{ ref('stg_code_keys') }}
    where kind <> 'lot'

),

spelled_twice as (

    select
        kind,
        code_key
    from codes
    group by kind, code_key
    having count(distinct code) > 1

),

crosswalked as (

    select
        kind,
        code_a_key as code_key
    from {{ ref('stg_crosswalks') }}
    where approved_by is not null
    union
    select
        kind,
        code_b_key as code_key
    from {{ ref('stg_crosswalks') }}
    where approved_by is not null

),

in_question as (

    select
        kind,
        code_key
    from spelled_twice
    union
    select
        kind,
        code_key
    from crosswalked

),

counted as (

    select
        codes.*,
        count(*) over (
            partition by codes.kind, codes.code_key, codes.source_system
        ) as code_count
    from codes
    inner join in_question
        on codes.kind = in_question.kind and codes.code_key = in_question.code_key

),

numbered as (

    select
        *,
        row_number() over (
            order by
                first_load_id asc nulls last, source_system asc nulls last, code_ref asc nulls last
        ) as row_no
    from counted

),

spellings as (

    select
        *,
        min(row_no) over (partition by code_ref) as code_no,
        max(code_count) over (partition by kind, code_key) > 1 as is_told_apart
    from numbered

)

select * from spellings
