-- Grain: one row per item and unit in which some current row counts it.
-- factor turns a quantity in from_uom into base_uom; null = no path. Item row before general row,
-- direct before inverse; without either, two steps through one unit between. path_rank: 0 same
-- unit, 1 to 4 as step_rank, above 10 the two steps' ranks; null = no path.
with

units as (

    select
        int_item_units.item_code,
        int_item_units.from_uom,
        items.base_uom
    from {{ ref('int_item_units') }} as int_item_units
    inner join {{ ref('items') }} as items on int_item_units.item_code = items.item_code

),

steps as (

    select * from {{ ref('int_unit_steps') }}

),

one_step as (

    select
        units.item_code,
        units.from_uom,
        steps.factor,
        steps.step_rank as path_rank,
        '' as via_uom
    from units
    inner join steps
        on
            units.from_uom = steps.from_uom
            and units.base_uom = steps.to_uom
            and steps.item_code in (units.item_code, '')

),

paths as (

    select * from one_step
    union all
    select
        units.item_code,
        units.from_uom,
        first_steps.factor * second_steps.factor as factor,
        10 * first_steps.step_rank + second_steps.step_rank as path_rank,
        first_steps.to_uom as via_uom
    from units
    inner join steps as first_steps
        on
            units.from_uom = first_steps.from_uom
            and first_steps.item_code in (units.item_code, '')
    inner join steps as second_steps
        on
            first_steps.to_uom = second_steps.from_uom
            and units.base_uom = second_steps.to_uom
            and second_steps.item_code in (units.item_code, '')

),

ranked as (

    select
        *,
        row_number() over (
            partition by item_code, from_uom
            order by path_rank asc nulls last, via_uom asc nulls last
        ) as path_no
    from paths

),

factors as (

    select
        units.item_code,
        units.from_uom,
        units.base_uom,
        case
            when units.from_uom = units.base_uom then cast(1 as double)
            else ranked.factor
        end as factor,
        case when units.from_uom = units.base_uom then 0 else ranked.path_rank end as path_rank
    from units
    left join ranked
        on
            units.item_code = ranked.item_code
            and units.from_uom = ranked.from_uom
            and ranked.path_no = 1

)

select * from factors
