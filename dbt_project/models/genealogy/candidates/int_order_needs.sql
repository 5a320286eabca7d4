-- Grain: one row per order and component item: what the plan wants of it, in its base unit, and the
-- share of the plan that was made; what takes a product apart, or of which only other products are
-- recorded, needs all of it. Null need = the plan does not say how much; null share = what was
-- planned or made cannot be told.
with

needs as (

    select * from {{ ref('int_component_totals') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

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

),

made_other as (

    select work_order_code
    from {{ ref('outputs') }}
    where not is_returned and output_kind not in ('scrap', 'sample')
    group by work_order_code

)

select
    needs.work_order_code,
    needs.item_code,
    coalesce('group' || chr(31) || needs.alternate_group, needs.item_code) as group_key,
    needs.line_no,
    needs.is_mandatory,
    needs.base_uom as uom,
    case when needs.required_qty > 0 then cast(needs.required_qty as decimal(18, 6)) end
        as required_qty,
    coalesce(made.work_order_code, made_other.work_order_code) is not null as has_output,
    case
        when made.is_apart = 1 then cast(1 as double)
        when made.work_order_code is null and made_other.work_order_code is not null
            then cast(1 as double)
        when plans.planned_qty > 0 and made.has_unknown = 1
            then greatest(cast(1 as double), coalesce(made.made_qty, 0) / plans.planned_qty)
        when plans.planned_qty > 0 then cast(made.made_qty / plans.planned_qty as double)
    end as made_share
from needs
left join plans on needs.work_order_code = plans.work_order_code
left join made on needs.work_order_code = made.work_order_code
left join made_other on needs.work_order_code = made_other.work_order_code
