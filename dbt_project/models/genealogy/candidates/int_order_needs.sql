-- Grain: one row per order and component item: what the plan wants of it, in its base unit, and the
-- share of the plan that was made; what takes a product apart needs all of it. Null need = the plan
-- does not say how much; null share = what was planned or made cannot be told.
with

components as (

    select * from {{ ref('stg_erp__work_order_components') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

needs as (

    select
        components.work_order_code,
        components.item_code,
        min(coalesce('group' || chr(31) || components.alternate_group, components.item_code))
            as group_key,
        max(case when components.is_mandatory is null or components.is_mandatory then 1 else 0 end)
            as is_mandatory,
        max(case when components.required_qty is null then 1 else 0 end) as has_unknown,
        min(components.line_no) as line_no,
        cast(
            sum(
                case
                    when components.uom is null then components.required_qty
                    else try_cast(components.required_qty * unit_factors.factor as decimal(18, 6))
                end
            ) as decimal(18, 6)
        ) as required_qty,
        min(unit_factors.base_uom) as uom
    from components
    left join unit_factors
        on components.item_code = unit_factors.item_code and components.uom = unit_factors.from_uom
    group by components.work_order_code, components.item_code

),

plans as (

    select
        work_orders.work_order_code,
        case
            when work_orders.uom is null then work_orders.planned_qty
            else try_cast(work_orders.planned_qty * unit_factors.factor as decimal(18, 6))
        end as planned_qty
    from {{ ref('work_orders') }} as work_orders
    left join unit_factors
        on
            work_orders.item_code = unit_factors.item_code
            and work_orders.uom = unit_factors.from_uom

),

made as (

    select
        outputs.work_order_code,
        max(case when work_orders.order_type = 'disassembly' then 1 else 0 end) as is_apart,
        max(case when outputs.base_qty is null then 1 else 0 end) as has_unknown,
        cast(sum(outputs.base_qty) as decimal(18, 6)) as made_qty
    from {{ ref('outputs') }} as outputs
    inner join {{ ref('work_orders') }} as work_orders
        on
            outputs.work_order_code = work_orders.work_order_code
            and (
                outputs.item_code = work_orders.item_code
                or work_orders.order_type = 'disassembly'
            )
    where not outputs.is_returned
    group by outputs.work_order_code

)

select
    needs.work_order_code,
    needs.item_code,
    needs.group_key,
    needs.line_no,
    needs.is_mandatory,
    needs.uom,
    case when needs.has_unknown = 0 and needs.required_qty > 0 then needs.required_qty end
        as required_qty,
    made.work_order_code is not null as has_output,
    case
        when made.is_apart = 1 then cast(1 as double)
        when plans.planned_qty > 0 and made.has_unknown = 1
            then greatest(cast(1 as double), coalesce(made.made_qty, 0) / plans.planned_qty)
        when plans.planned_qty > 0 then cast(made.made_qty / plans.planned_qty as double)
    end as made_share
from needs
left join plans on needs.work_order_code = plans.work_order_code
left join made on needs.work_order_code = made.work_order_code
