-- Grain: one row per approved crosswalk of codes, other than lots, and the two codes it names; a
-- code that the system spells otherwise is meant where it has only one such code.
with

spellings as (

    select * from {{ ref('int_code_spellings') }}

),

crosswalks as (

    select * from {{ ref('stg_crosswalks') }}
    where approved_by is not null

),

crosswalked as (

    select
        codes_a.code_ref as left_ref,
        codes_b.code_ref as right_ref,
        codes_a.source_system as left_system,
        codes_b.source_system as right_system
    from crosswalks
    inner join spellings as codes_a
        on
            crosswalks.kind = codes_a.kind
            and crosswalks.system_a = codes_a.source_system
            and crosswalks.code_a_key = codes_a.code_key
            and (crosswalks.code_a = codes_a.code or codes_a.code_count = 1)
    inner join spellings as codes_b
        on
            crosswalks.kind = codes_b.kind
            and crosswalks.system_b = codes_b.source_system
            and crosswalks.code_b_key = codes_b.code_key
            and (crosswalks.code_b = codes_b.code or codes_b.code_count = 1)
    where codes_a.code_ref <> codes_b.code_ref

)

select * from crosswalked
