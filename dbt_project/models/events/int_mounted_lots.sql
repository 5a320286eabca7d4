-- Grain: one row per order, item and lot that a change of lots names as mounted (the one taken off
-- as the one put on) and no consumption of the order does: used, in an unknown amount.
{% set sides = ['from', 'to'] %}
with

changes as (

    select * from {{ ref('stg_mes__lot_changes') }}

),

operations as (

    select * from {{ ref('int_operation_orders') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

mounted as (

    {% for side in sides %}
    {% if not loop.first %}union all{% endif %}
    select
        changes.*,
        changes.{{ side }}_lot_ref as lot_ref
    from changes
    where changes.{{ side }}_lot_ref is not null
    {% endfor %}

),

named as (

    select
        mounted.*,
        lot_references.lot_id,
        coalesce(mounted.work_order_code, operations.work_order_code) as order_code,
        coalesce(mounted.site_code, operations.site_code) as place_site_code
    from mounted
    inner join lot_references on mounted.lot_ref = lot_references.lot_ref
    left join operations
        on
            mounted.source_system = operations.source_system
            and mounted.operation_run_id = operations.operation_run_id

),

used as (

    select
        work_order_code,
        item_code,
        lot_id
    from {{ ref('int_postings_standing') }}
    where fact_type = 'consumption' and work_order_code is not null
    group by work_order_code, item_code, lot_id

),

unnamed as (

    select
        named.*,
        row_number() over (
            partition by named.order_code, named.item_code, named.lot_id
            order by
                named.changed_at asc nulls last,
                named.source_system asc nulls last,
                named.change_id asc nulls last,
                named.source_file asc nulls last,
                named.source_row asc nulls last
        ) as change_no
    from named
    left join used
        on
            named.order_code = used.work_order_code
            and named.item_code = used.item_code
            and named.lot_id = used.lot_id
    where named.order_code is not null and used.lot_id is null

)

-- All columns of a change, its lot and its order.
select * from unnamed  -- noqa: AM04
where change_no = 1
