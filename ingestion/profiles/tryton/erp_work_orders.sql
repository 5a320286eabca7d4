-- Grain: one row per production.
with

subcontracted as (

    select record_id(production) as production_id
    from purchase_line
    where record_id(production) is not null
    group by record_id(production)

)

select
    work_order.work_order_code,
    work_order.site_code,
    machines.machine as line_code,
    items.item_code,
    given(production.quantity) as planned_qty,
    units.uom,
    case
        when work_order.type = 'disassembly' then 'disassembly'
        when record_id(routing.supplier) is not null then 'subcontract'
        when subcontracted.production_id is not null then 'subcontract'
        else 'standard'
    end as order_type,
    case
        when production.state in ('request', 'draft') then 'planned'
        when production.state in ('waiting', 'assigned') then 'released'
        when production.state = 'running' then 'in_progress'
        when production.state = 'done' then 'closed'
        when production.state in ('cancelled', 'cancel') then 'cancelled'
        else production.state
    end as order_status,
    work_order.started_at,
    case when production.state = 'done' then work_order.closed_at end as closed_at,
    production.source_file,
    production.source_row
from production
inner join orders as work_order on record_id(production.id) = work_order.production_id
left join items on work_order.product_id = items.product_id
left join units on coalesce(record_id(production.unit), record_id(production.uom)) = units.id
left join machines on record_id(production.work_center) = machines.work_center_id
left join records('production_routing') as routing on record_id(production.routing) = routing.id
left join subcontracted on work_order.production_id = subcontracted.production_id
