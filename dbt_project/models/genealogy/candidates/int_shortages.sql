-- Grain: one row per order and component of which less is recorded than what was made needs, or
-- nothing at all, though the order may still run: some of it went in unrecorded, from a lot
-- unknown. What the rounding of amounts explains is no shortage.
with

groups as (

    select * from {{ ref('int_component_groups') }}

),

short as (

    select *
    from groups
    where
        row_count = 0
        or (
            row_count > 0
            and need_qty * (1 - {{ var('need_tolerance_percent') }} / 100.0) - used_qty
            > least(0.005 * row_count, 0.005 * need_qty)
        )

),

components as (

    select
        *,
        row_number() over (
            partition by work_order_code, item_code
            order by
                line_no asc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as record_no
    from {{ ref('stg_erp__work_order_components') }}

)

select
    short.work_order_code,
    short.group_key,
    short.item_code,
    {{ make_id('L', [
        "'unknown'", 'short.item_code', "'work_order'", 'short.work_order_code', "'in'"
    ]) }} as lot_id,
    {{ make_id('R', ["'run'", 'short.work_order_code', "''"]) }} as run_id,
    short.need_qty,
    short.used_qty,
    short.uom,
    short.row_count,
    short.impossible_count,
    components.source_system,
    components.contract,
    components.source_file,
    components.source_row
from short
inner join components
    on
        short.work_order_code = components.work_order_code
        and short.item_code = components.item_code
        and components.record_no = 1
