-- Grain: one row per ordered pair of lots that bear one code of one item and are not one lot: some
-- source tells them apart, and what another names by the code alone may be either.
with

codes as (

    select
        codes.lot_kind,
        codes.item_code,
        codes.lot_code_key,
        codes.source_system,
        codes.lot_scope,
        codes.scope_value,
        codes.has_uid,
        lot_references.lot_id
    from {{ ref('int_lot_codes') }} as codes
    inner join {{ ref('lot_references') }} as lot_references
        on codes.lot_ref = lot_references.lot_ref
    where codes.stands and codes.is_current = 1

),

shared as (

    select
        lot_kind,
        item_code,
        lot_code_key
    from codes
    group by lot_kind, item_code, lot_code_key
    having count(distinct lot_id) > 1

),

named as (

    select codes.*
    from codes
    inner join shared
        on
            codes.lot_kind = shared.lot_kind
            and codes.item_code = shared.item_code
            and codes.lot_code_key = shared.lot_code_key

),

pairs as (

    select
        bare.lot_id as bare_lot_id,
        owned.lot_id
    from named as bare
    inner join named as owned
        on
            bare.lot_kind = owned.lot_kind
            and bare.item_code = owned.item_code
            and bare.lot_code_key = owned.lot_code_key
            and bare.lot_id <> owned.lot_id
    where
        (bare.source_system <> owned.source_system or bare.has_uid + owned.has_uid < 2)
        and (
            bare.lot_scope <> owned.lot_scope
            or bare.scope_value is null
            or owned.scope_value is null
            or bare.scope_value = owned.scope_value
        )
    group by bare.lot_id, owned.lot_id

)

select * from pairs
