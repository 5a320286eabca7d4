-- Grain: one row per id that once stood, or would have stood, for a lot that bears another id.
with

aliases as (

    select
        own_id as alias_id,
        lot_id
    from {{ ref('lot_references') }}
    where own_id <> lot_id
    group by own_id, lot_id

)

select * from aliases
