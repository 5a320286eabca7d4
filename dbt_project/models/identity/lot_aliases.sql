-- Grain: one row per id that once stood, or would have stood, for a lot that bears another id.
with

lot_references as (

    select * from {{ ref('lot_references') }}

),

former_ids as (

    select * from {{ ref('int_former_lot_ids') }}

),

known as (

    select
        own_id as alias_id,
        lot_id
    from lot_references
    union all
    select
        former_ids.former_id as alias_id,
        lot_references.lot_id
    from former_ids
    inner join lot_references on former_ids.lot_ref = lot_references.lot_ref

),

aliases as (

    select
        known.alias_id,
        min(known.lot_id) as lot_id
    from known
    left join lot_references as bearers on known.alias_id = bearers.lot_id
    where bearers.lot_id is null
    group by known.alias_id

)

select * from aliases
