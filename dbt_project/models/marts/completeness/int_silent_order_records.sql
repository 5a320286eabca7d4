-- Grain: one row per fact of an order that lacks its inputs or outputs, or of a run without order.
with

facts as (

    {% for table in ['consumptions', 'outputs'] %}
    select
        work_order_code,
        run_id,
        is_returned,
        item_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        '{{ "used" if table == "consumptions" else "made" }}' as note
    from {{ ref(table) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

silent_orders as (

    select * from {{ ref('int_silent_orders') }}

),

of_orders as (

    select
        facts.*,
        silent_orders.rule_id,
        'work_order' as subject_kind,
        silent_orders.work_order_code as subject_key
    from facts
    inner join silent_orders on facts.work_order_code = silent_orders.work_order_code
    where not facts.is_returned

),

of_runs as (

    select
        facts.*,
        'LK-19' as rule_id,
        'run' as subject_kind,
        facts.run_id as subject_key
    from facts
    where facts.work_order_code is null

)

select
    {{ record_columns() }},
    item_code,
    site_code,
    booked_qty,
    booked_uom,
    occurred_at_text
from of_orders
union all
select
    {{ record_columns() }},
    item_code,
    site_code,
    booked_qty,
    booked_uom,
    occurred_at_text
from of_runs
