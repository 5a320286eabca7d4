-- Grain: one row per order in progress and gap that would stay if it were closed as recorded.
with

orders as (

    select * from {{ ref('int_metric_orders') }}
    where order_status in ('released', 'in_progress') and has_records

),

components as (

    select * from {{ ref('int_metric_components') }}

),

lotless as (

    {% for table in ['consumptions', 'outputs'] %}
    select
        work_order_code,
        item_code,
        '{{ table[:-1] }}' as fact_type,
        cast(count(*) as bigint) as row_count
    from {{ ref(table) }}
    where is_unknown_lot and not is_returned
    group by work_order_code, item_code
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

consumed as (

    select work_order_code from {{ ref('consumptions') }}
    where not is_returned
    group by work_order_code

)

select
    orders.work_order_code,
    orders.site_code,
    orders.line_code,
    components.item_code,
    'LK-05' as rule_id,
    case
        when not components.has_lot
            then 'No lot of component ' || components.item_code || ' is recorded.'
        else
            'Of component ' || components.item_code || ' '
            || {{ plain_number('components.known_qty') }} || coalesce(' ' || components.uom, '')
            || ' are recorded under lots; the output so far needs '
            || {{ plain_number('components.need_qty') }} || '.'
    end as message
from orders
inner join components on orders.work_order_code = components.work_order_code
where not components.has_lot or components.known_qty < components.need_qty
union all
select
    orders.work_order_code,
    orders.site_code,
    orders.line_code,
    lotless.item_code,
    case lotless.fact_type when 'consumption' then 'LK-01' else 'ID-01' end as rule_id,
    cast(lotless.row_count as string)
    || case lotless.fact_type when 'consumption' then ' use' else ' output' end
    || case when lotless.row_count > 1 then 's' else '' end
    || ' without lot, of item ' || coalesce(lotless.item_code, 'unknown') || '.' as message
from orders
inner join lotless on orders.work_order_code = lotless.work_order_code
union all
select
    orders.work_order_code,
    orders.site_code,
    orders.line_code,
    orders.item_code,
    case when orders.has_output then 'LK-02' else 'LK-03' end as rule_id,
    case
        when orders.has_output then 'Output is recorded, and no use.'
        else 'Uses are recorded, and no output.'
    end as message
from orders
left join consumed on orders.work_order_code = consumed.work_order_code
where not orders.has_output or consumed.work_order_code is null
