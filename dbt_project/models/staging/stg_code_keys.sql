-- Grain: one row per kind, source system and code that was ever landed, with the keys under which
-- it is compared. Of lots, source_system is empty and code is the key itself.
with

staged as (

    select
        kind,
        source_system,
        code,
        code_key,
        loose_key,
        first_load_id
    from {{ source('landing', 'code_keys') }}

)

select * from staged
