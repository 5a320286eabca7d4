-- Grain: one row per pair of lots of two sources that are one lot by their code.
-- Each side has exactly one under (item, code key), untied by a crosswalk; two scopes never meet.
with

local_lots as (

    select * from {{ ref('int_local_lots') }}

),

codes as (

    select
        int_lot_codes.*,
        local_lots.local_ref
    from {{ ref('int_lot_codes') }} as int_lot_codes
    inner join local_lots on int_lot_codes.lot_ref = local_lots.lot_ref

),

single_sides as (

    select
        lot_kind,
        item_code,
        lot_code_key,
        source_system,
        min(local_ref) as local_ref
    from codes
    where stands
    group by lot_kind, item_code, lot_code_key, source_system
    having count(distinct local_ref) = 1

),

tied as (

    select
        left_ref as local_ref,
        system_b as other_system
    from {{ ref('int_crosswalk_pairs') }}
    union
    select
        right_ref as local_ref,
        system_a as other_system
    from {{ ref('int_crosswalk_pairs') }}

),

pairs as (

    select
        sides_a.lot_kind,
        sides_a.item_code,
        sides_a.lot_code_key,
        sides_a.source_system as system_a,
        sides_b.source_system as system_b,
        sides_a.local_ref as left_ref,
        sides_b.local_ref as right_ref
    from single_sides as sides_a
    inner join single_sides as sides_b
        on
            sides_a.lot_kind = sides_b.lot_kind
            and sides_a.item_code = sides_b.item_code
            and sides_a.lot_code_key = sides_b.lot_code_key
            and sides_a.source_system < sides_b.source_system
    left join tied as tied_a
        on sides_a.local_ref = tied_a.local_ref and sides_b.source_system = tied_a.other_system
    left join tied as tied_b
        on sides_b.local_ref = tied_b.local_ref and sides_a.source_system = tied_b.other_system
    where tied_a.local_ref is null and tied_b.local_ref is null

),

within_scope as (

    select
        pairs.left_ref,
        pairs.right_ref
    from pairs
    inner join codes as codes_a
        on
            pairs.left_ref = codes_a.local_ref
            and pairs.item_code = codes_a.item_code
            and pairs.lot_code_key = codes_a.lot_code_key
    inner join codes as codes_b
        on
            pairs.right_ref = codes_b.local_ref
            and pairs.item_code = codes_b.item_code
            and pairs.lot_code_key = codes_b.lot_code_key
    where
        codes_a.lot_scope <> codes_b.lot_scope
        or codes_a.scope_value is null
        or codes_b.scope_value is null
        or codes_a.scope_value = codes_b.scope_value
    group by pairs.left_ref, pairs.right_ref

)

select * from within_scope
