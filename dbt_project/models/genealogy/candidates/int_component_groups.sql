-- Grain: one row per order that made something and mandatory component tracked by lot (alternates
-- are one): what is recorded of it, and what the recorded output needs, in the unit of its first
-- line. Each alternate carries the whole need; use of one counts as a share of its own need.
with

needs as (

    select * from {{ ref('int_order_needs') }}

),

uses as (

    select * from {{ ref('int_component_uses') }}

),

items as (

    select
        items.item_code,
        max(
            case
                when items.is_lot_managed or items.is_serial_managed or lots.lot_id is not null
                    then 1
                else 0
            end
        ) as is_lot_managed
    from {{ ref('items') }} as items
    left join {{ ref('lots') }} as lots on items.item_code = lots.item_code
    group by items.item_code

),

ranked as (

    select
        needs.*,
        items.is_lot_managed,
        coalesce(uses.row_count, 0) as row_count,
        coalesce(uses.impossible_count, 0) as impossible_count,
        coalesce(uses.used_qty, 0) as used_qty,
        row_number() over (
            partition by needs.work_order_code, needs.group_key
            order by needs.line_no asc nulls last, needs.item_code asc nulls last
        ) as line_rank
    from needs
    inner join items on needs.item_code = items.item_code
    left join uses
        on needs.work_order_code = uses.work_order_code and needs.item_code = uses.item_code

),

grouped as (

    select
        work_order_code,
        group_key,
        max(is_mandatory) as is_mandatory,
        max(is_lot_managed) as is_lot_managed,
        min(case when line_rank = 1 then item_code end) as item_code,
        min(case when line_rank = 1 then uom end) as uom,
        min(case when line_rank = 1 then required_qty end) as required_qty,
        max(case when has_output then 1 else 0 end) as has_output,
        max(made_share) as made_share,
        cast(sum(row_count) as bigint) as row_count,
        cast(sum(impossible_count) as bigint) as impossible_count,
        cast(sum(used_qty / required_qty) as double) as used_share
    from ranked
    group by work_order_code, group_key

),

measured as (

    select
        grouped.work_order_code,
        grouped.group_key,
        grouped.item_code,
        grouped.uom,
        work_orders.order_status,
        grouped.row_count,
        grouped.impossible_count,
        cast(grouped.required_qty * grouped.made_share as decimal(18, 6)) as need_qty,
        cast(grouped.required_qty * coalesce(grouped.used_share, 0) as decimal(18, 6)) as used_qty
    from grouped
    inner join {{ ref('work_orders') }} as work_orders
        on grouped.work_order_code = work_orders.work_order_code
    where grouped.is_mandatory = 1 and grouped.is_lot_managed = 1 and grouped.has_output = 1

)

select * from measured
