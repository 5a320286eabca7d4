-- Grain: one row per item, unit and other unit that it can be turned into; item_code '' = any item.
-- Item row before general row, direct before inverse; without either, two steps through one unit
-- between. An item's own path comes beside the general one; the lower path_rank wins.
with

steps as (

    select * from {{ ref('int_unit_steps') }}

),

paths as (

    select
        item_code,
        from_uom,
        to_uom,
        factor,
        step_rank as path_rank,
        '' as via_uom
    from steps
    union all
    select
        coalesce(nullif(first_steps.item_code, ''), second_steps.item_code) as item_code,
        first_steps.from_uom,
        second_steps.to_uom,
        first_steps.factor * second_steps.factor as factor,
        10 * first_steps.step_rank + second_steps.step_rank as path_rank,
        first_steps.to_uom as via_uom
    from steps as first_steps
    inner join steps as second_steps
        on
            first_steps.to_uom = second_steps.from_uom
            and (
                first_steps.item_code = second_steps.item_code
                or first_steps.item_code = ''
                or second_steps.item_code = ''
            )
    where first_steps.from_uom <> second_steps.to_uom

),

ranked as (

    select
        *,
        row_number() over (
            partition by item_code, from_uom, to_uom
            order by path_rank asc nulls last, via_uom asc nulls last
        ) as path_no
    from paths

)

select
    item_code,
    from_uom,
    to_uom,
    factor,
    path_rank
from ranked
where path_no = 1
