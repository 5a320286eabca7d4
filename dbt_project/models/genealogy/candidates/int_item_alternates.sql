-- Grain: one row per item and item whose lots may stand where its lot is missing: itself, what
-- shares an alternate group with it in any order, and what was ever relabelled, split or merged
-- into it.
with

items as (

    select * from {{ ref('items') }}

),

grouped as (

    select
        work_order_code,
        alternate_group,
        item_code
    from {{ ref('stg_erp__work_order_components') }}
    where alternate_group is not null
    group by work_order_code, alternate_group, item_code

)

select
    item_code,
    item_code as candidate_item_code
from items
union
select
    grouped.item_code,
    others.item_code as candidate_item_code
from grouped
inner join grouped as others
    on
        grouped.work_order_code = others.work_order_code
        and grouped.alternate_group = others.alternate_group
union
select
    to_item_code as item_code,
    from_item_code as candidate_item_code
from {{ ref('lot_transformations') }}
where from_item_code is not null and to_item_code is not null
