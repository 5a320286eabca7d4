-- Grain: one row per movement of a lot at a site, as the store saw it: what a count must be held
-- against. Where the WMS told the issue to an order, its time counts, not that of the mounting;
-- what moved inside the site has amount zero.
with

postings as (

    select * from {{ ref('int_postings_standing') }}
    where lot_id is not null

),

movements as (

    select * from {{ ref('stock_movements') }}
    where lot_id is not null

),

issues as (

    select
        lot_id,
        site_code,
        work_order_code,
        occurred_at,
        -signed_qty as flow_qty,
        posting_kind as flow_kind
    from postings
    where fact_type = 'consumption' and contract = 'wms_movements'

),

issued as (

    select
        lot_id,
        coalesce(site_code, '') as site_key,
        coalesce(work_order_code, '') as order_key
    from issues
    group by lot_id, coalesce(site_code, ''), coalesce(work_order_code, '')

)

select
    lot_id,
    site_code,
    occurred_at,
    flow_qty,
    flow_kind
from issues
union all
select
    movements.lot_id,
    movements.site_code,
    movements.occurred_at,
    movements.flow_qty,
    movements.flow_kind
from movements
left join issued
    on
        movements.lot_id = issued.lot_id
        and coalesce(movements.site_code, '') = issued.site_key
        and coalesce(movements.work_order_code, '') = issued.order_key
        and movements.flow_kind in ('consumption', 'return_from_order')
where issued.lot_id is null
union all
select
    lot_id,
    site_code,
    occurred_at,
    cast(0 as decimal(18, 6)) as flow_qty,
    posting_kind as flow_kind
from postings
where
    fact_type = 'movement'
    and posting_kind not in (
        'adjustment', 'scrap', 'sample', 'supplier_return', 'transfer_out', 'transfer_in'
    )
