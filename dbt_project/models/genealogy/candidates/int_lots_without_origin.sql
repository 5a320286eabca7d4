-- Grain: one row per lot that was used, shipped, moved or counted, and that no record brings: some
-- other lot of its item may stand behind its code, or a lost output may have made it. Where no lot
-- of an item ever has an origin and no closed order makes it, there is no feed of origins, and so
-- no hole in one.
with

lots as (

    select
        lots.lot_id,
        lots.item_code,
        lots.lot_code
    from {{ ref('lots') }} as lots
    inner join {{ ref('lot_origins') }} as origins on lots.lot_id = origins.lot_id
    where lots.is_current and origins.origin = 'unknown'

),

facts as (

    {% for table in ['consumptions', 'shipments', 'stock_movements', 'counts'] %}
    select lot_id from {{ ref(table) }}
    where lot_id is not null
    {% if not loop.last %}union{% endif %}
    {% endfor %}

),

fed as (

    select item_code from {{ ref('stock_movements') }}
    where flow_kind in ('receipt', 'output', 'split_to', 'merge_to', 'relabel_to')
    union
    select item_code from {{ ref('outputs') }}
    union
    select item_code from {{ ref('work_orders') }}
    where order_status = 'closed'

),

whereabouts as (

    select
        lot_id,
        min(site_code) as site_code,
        count(distinct coalesce(site_code, '')) as site_count
    from {{ ref('int_lot_whereabouts') }}
    group by lot_id

)

select
    lots.lot_id,
    lots.item_code,
    lots.lot_code,
    case when whereabouts.site_count = 1 then whereabouts.site_code end as site_code
from lots
inner join facts on lots.lot_id = facts.lot_id
inner join fed on lots.item_code = fed.item_code
left join whereabouts on lots.lot_id = whereabouts.lot_id
