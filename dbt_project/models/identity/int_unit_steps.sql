-- Grain: one row per way of turning one unit into another in one step, for one item or for any.
-- step_rank: 1 item row, 2 item row inverted, 3 general row, 4 general row inverted. item_code ''
-- = any item. A factor of zero converts nothing. Factors are doubles: a quantity below 10^9 times
-- one of them rounds right at six decimals, and no pair of exotic units can overflow the build.
with

conversions as (

    select
        coalesce(item_code, '') as item_code,
        from_uom,
        to_uom,
        factor,
        case when item_code is null then 2 else 0 end as base_rank,
        row_number() over (
            partition by coalesce(item_code, ''), from_uom, to_uom
            order by
                load_id desc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as version_no
    from {{ ref('stg_erp__uom_conversions') }}
    where factor > 0

),

steps as (

    select
        item_code,
        from_uom,
        to_uom,
        cast(factor as double) as factor,
        base_rank + 1 as step_rank
    from conversions
    where version_no = 1
    union all
    select
        item_code,
        to_uom as from_uom,
        from_uom as to_uom,
        1 / cast(factor as double) as factor,
        base_rank + 2 as step_rank
    from conversions
    where version_no = 1

)

select * from steps
