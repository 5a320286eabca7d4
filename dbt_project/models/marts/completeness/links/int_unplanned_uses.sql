-- Grain: one row per use of an item that its order did not plan, with the rule that says so. A
-- product, or the order's own item, in an order that is not there for rework is LK-12 (where its
-- source ever calls one so); what another revision of the bill asks for is LK-07; any other is
-- LK-06. Orders without a plan are judged by their own item alone, declared rework by LK-12
-- alone.
{% set again = "('rework', 'repack', 'disassembly')" %}
with

uses as (

    select * from {{ ref('consumptions') }}
    where not is_returned and evidence <> 'possible'

),

plans as (

    select
        components.work_order_code,
        components.item_code,
        components.bom_version,
        work_orders.item_code as product_code
    from {{ ref('stg_erp__work_order_components') }} as components
    inner join {{ ref('work_orders') }} as work_orders
        on components.work_order_code = work_orders.work_order_code

),

planned_orders as (

    select
        work_order_code,
        min(bom_version) as first_version,
        max(bom_version) as last_version
    from plans
    group by work_order_code

),

revisions as (

    select
        product_code,
        item_code,
        min(bom_version) as first_version,
        max(bom_version) as last_version
    from plans
    where bom_version is not null
    group by product_code, item_code

),

naming_sources as (

    select source_system from {{ ref('work_orders') }}
    where order_type in ('rework', 'repack')
    group by source_system

),

judged as (

    select
        uses.fact_id,
        work_orders.item_code as product_code,
        case
            when
                work_orders.order_type not in {{ again }}
                and (
                    work_orders.item_code = uses.item_code
                    or planned_orders.work_order_code is not null and items.item_type = 'finished'
                )
                and naming_sources.source_system is not null
                and loops.fact_id is null
                then 'LK-12'
            when planned_orders.work_order_code is null then null
            when uses.consumption_kind in ('rework', 'return') then null
            when
                revisions.last_version > planned_orders.last_version
                or revisions.first_version < planned_orders.first_version
                then 'LK-07'
            else 'LK-06'
        end as rule_id
    from uses
    inner join {{ ref('work_orders') }} as work_orders
        on uses.work_order_code = work_orders.work_order_code
    inner join {{ ref('items') }} as items on uses.item_code = items.item_code
    left join planned_orders on uses.work_order_code = planned_orders.work_order_code
    left join naming_sources on work_orders.source_system = naming_sources.source_system
    left join {{ ref('int_self_loop_records') }} as loops on uses.fact_id = loops.fact_id
    left join plans
        on uses.work_order_code = plans.work_order_code and uses.item_code = plans.item_code
    left join revisions
        on work_orders.item_code = revisions.product_code and uses.item_code = revisions.item_code
    where plans.item_code is null

)

select * from judged
where rule_id is not null
