-- Grain: one row per gap: an unknown lot and what lacks its number, an order that lacks its inputs,
-- its outputs or some of a component, a lot that was used or made for no order, whose number is a
-- guess, that has no origin, or of which some was found missing.
with

missing_lots as (

    select * from {{ ref('int_missing_lots') }}

),

silent_orders as (

    select * from {{ ref('int_silent_orders') }}

),

orderless_facts as (

    select * from {{ ref('int_orderless_facts') }}

),

inferred as (

    select * from {{ ref('int_inferred_gaps') }}

)

select
    lot_id as node_id,
    rule_id,
    message,
    item_code,
    work_order_code,
    record_count
from missing_lots
union all
select
    node_id,
    rule_id,
    message,
    item_code,
    work_order_code,
    record_count
from silent_orders
union all
select
    node_id,
    rule_id,
    message,
    item_code,
    work_order_code,
    record_count
from orderless_facts
union all
select
    node_id,
    rule_id,
    message,
    item_code,
    work_order_code,
    record_count
from inferred
