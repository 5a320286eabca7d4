-- Grain: one row per lot reference: local_ref, the reference that stands for its lot within its
-- own source. A code meets the one lot that has it inside the source's scope; a code whose side of
-- the scope is unknown meets the one lot that has it at all. Where several lots have it, it stays
-- a lot of its own with that text.
with

codes as (

    select * from {{ ref('int_lot_codes') }}

),

scoped_meetings as (

    select
        bare.lot_ref,
        min(owned.lot_ref) as local_ref
    from codes as bare
    inner join codes as owned
        on
            bare.source_system = owned.source_system
            and bare.lot_kind = owned.lot_kind
            and bare.match_item = owned.match_item
            and bare.lot_code_key = owned.lot_code_key
            and (bare.scope_value = owned.scope_value or owned.scope_value is null)
    where
        bare.has_uid = 0
        and owned.has_uid = 1
        and owned.stands
        and bare.scope_value is not null
    group by bare.lot_ref
    having count(distinct owned.lot_ref) = 1

),

settled as (

    select
        codes.*,
        coalesce(scoped_meetings.local_ref, codes.lot_ref) as local_ref
    from codes
    left join scoped_meetings on codes.lot_ref = scoped_meetings.lot_ref

),

unscoped_meetings as (

    select
        bare.lot_ref,
        min(owned.local_ref) as local_ref
    from settled as bare
    inner join settled as owned
        on
            bare.source_system = owned.source_system
            and bare.lot_kind = owned.lot_kind
            and bare.match_item = owned.match_item
            and bare.lot_code_key = owned.lot_code_key
    where
        bare.has_uid = 0
        and bare.scope_value is null
        and owned.stands
        and (owned.has_uid = 1 or owned.scope_value is not null)
    group by bare.lot_ref
    having count(distinct owned.local_ref) = 1

),

records as (

    select * from {{ ref('int_lot_records') }}

),

local_lots as (

    select
        records.lot_ref,
        coalesce(unscoped_meetings.local_ref, scoped_meetings.local_ref, records.lot_ref)
            as local_ref
    from records
    left join scoped_meetings on records.lot_ref = scoped_meetings.lot_ref
    left join unscoped_meetings on records.lot_ref = unscoped_meetings.lot_ref

)

select * from local_lots
