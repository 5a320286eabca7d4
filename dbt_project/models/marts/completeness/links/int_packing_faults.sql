-- Grain: one row per row of packing that cannot be: a unit without contents or a child in two
-- units at once (LK-25), or unpacked before it was packed (LK-26).
with

packings as (

    select
        stg.*,
        coalesce(stg.child_code, case when stg.serial_code is not null then stg.lot_ref end)
            as child_key
    from {{ ref('stg_wms__handling_units') }} as stg

),

ordered as (

    select
        *,
        lag(parent_code) over (
            partition by source_system, child_key
            order by
                packed_at asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as before_code,
        lag(unpacked_at_from) over (
            partition by source_system, child_key
            order by
                packed_at asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as before_until
    from packings
    where child_key is not null

),

filled as (

    select
        source_system,
        parent_code
    from packings
    where child_key is not null or lot_ref is not null
    group by source_system, parent_code

),

empty_units as (

    select packings.*
    from packings
    left join filled
        on
            packings.source_system = filled.source_system
            and coalesce(packings.child_code, packings.parent_code) = filled.parent_code
    where filled.parent_code is null

),

faults as (

    select
        'LK-25' as rule_id,
        coalesce(child_code, parent_code) as unit_code,
        'Nothing is recorded as packed in handling unit ' || coalesce(child_code, parent_code)
            as words,
        source_system,
        row_key,
        row_hash
    from empty_units
    where child_code is not null or lot_ref is null
    union all
    select
        'LK-25' as rule_id,
        coalesce(child_code, serial_code) as unit_code,
        'Handling unit or serial ' || coalesce(child_code, serial_code) || ' was packed in '
        || parent_code || ' while it was in ' || before_code as words,
        source_system,
        row_key,
        row_hash
    from ordered
    where before_code <> parent_code and coalesce(before_until > packed_at_until, true)
    union all
    select
        'LK-26' as rule_id,
        parent_code as unit_code,
        'Handling unit ' || parent_code || ' was unpacked before it was packed' as words,
        source_system,
        row_key,
        row_hash
    from packings
    where unpacked_at_until < packed_at_from

)

select * from faults
