-- Grain: one row per order that made something and planned packaging, label or processing aid
-- tracked by lot (alternates are one) of which no record of the order names a lot. A component
-- without any record is missing once the order is closed.
with

needs as (

    select * from {{ ref('int_order_needs') }}
    where has_output and is_mandatory = 1

),

uses as (

    select
        work_order_code,
        item_code,
        max(case when is_unknown_lot then 0 else 1 end) as has_lot
    from {{ ref('consumptions') }}
    where work_order_code is not null and not is_returned
    group by work_order_code, item_code

),

grouped as (

    select
        needs.work_order_code,
        needs.group_key,
        min(needs.item_code) as item_code,
        min(severities.severity) as severity,
        max(case when items.item_type in ('packaging', 'consumable') then 1 else 0 end) as is_aid,
        max(uses.has_lot) as has_lot
    from needs
    inner join {{ ref('items') }} as items on needs.item_code = items.item_code
    inner join {{ ref('int_item_severities') }} as severities
        on needs.item_code = severities.item_code
    left join uses
        on needs.work_order_code = uses.work_order_code and needs.item_code = uses.item_code
    group by needs.work_order_code, needs.group_key

),

gaps as (

    select
        grouped.work_order_code,
        grouped.group_key,
        grouped.item_code,
        grouped.has_lot is null as is_silent
    from grouped
    inner join {{ ref('work_orders') }} as orders
        on grouped.work_order_code = orders.work_order_code
    where
        grouped.is_aid = 1
        and grouped.severity = 'S1'
        and (grouped.has_lot = 0 or (grouped.has_lot is null and orders.order_status = 'closed'))

)

select * from gaps
