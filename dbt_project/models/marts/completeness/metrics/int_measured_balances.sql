-- Grain: one row per lot or closed order: mass balance; and per received lot: forward completeness.
-- A lot whose stock was never counted closes by itself, so it cannot be assessed.
-- A view: its one reader sums it up.
{{ config(materialized='view') }}
{% set tolerance = "balances.in_qty * " ~ (var('balance_tolerance_percent') | float) ~ " / 100" %}
with

balances as (

    select * from {{ ref('balances') }}

),

lots as (

    select
        lots.*,
        balances.in_qty,
        balances.accounted_qty,
        balances.residual_qty,
        balances.uom,
        balances.reason is null and not lots.has_unseen_stock as is_assessable,
        coalesce(abs(balances.residual_qty) <= {{ tolerance }}, false) as is_closed
    from {{ ref('int_metric_lots') }} as lots
    inner join balances on lots.lot_id = balances.subject_id and balances.subject_kind = 'lot'

),

lost_uses as (

    select consumptions.lot_id
    from {{ ref('consumptions') }} as consumptions
    inner join {{ ref('int_metric_orders') }} as orders
        on consumptions.work_order_code = orders.work_order_code
    where orders.order_status = 'closed' and not orders.has_output
    group by consumptions.lot_id

)

select
    {{ measured("'mass_balance'",
        "case when origin = 'produced' then 'made_lots' else 'received_lots' end", {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'is_assessable': 'is_assessable',
        'part_count': 'case when is_closed then 1 else 0 end',
        'part_qty': 'accounted_qty',
        'whole_qty': 'in_qty',
        'uom': 'uom',
        'score': 'abs(cast(residual_qty as double)) / in_qty',
    }) }}
from lots
where origin in ('produced', 'received', 'before_history')
union all
select
    {{ measured("'forward_completeness'", "'received_lots'", {
        'site_code': 'lots.site_code',
        'item_code': 'lots.item_code',
        'event_month': 'lots.event_month',
        'is_assessable': 'lots.is_assessable',
        'part_count': 'case when lots.is_closed and lost_uses.lot_id is null then 1 else 0 end',
        'part_qty': 'case when lots.is_closed and lost_uses.lot_id is null then lots.in_qty else 0 end',
        'whole_qty': 'lots.in_qty',
        'uom': 'lots.uom',
    }) }}
from lots
left join lost_uses on lots.lot_id = lost_uses.lot_id
where lots.origin in ('received', 'before_history') and lots.is_mature
union all
select
    {{ measured("'mass_balance'", "'orders'", {
        'work_order_code': 'balances.work_order_code',
        'item_code': 'balances.item_code',
        'event_month': 'orders.event_month',
        'is_assessable': 'balances.reason is null',
        'part_count': 'case when abs(balances.residual_qty) <= ' ~ tolerance ~ ' then 1 else 0 end',
        'part_qty': 'balances.accounted_qty',
        'whole_qty': 'balances.in_qty',
        'uom': 'balances.uom',
        'score': 'abs(cast(balances.residual_qty as double)) / balances.in_qty',
    }) }}
from balances
inner join {{ ref('int_metric_orders') }} as orders
    on balances.work_order_code = orders.work_order_code
where
    balances.subject_kind = 'order'
    and coalesce(balances.reason, '') <> 'not_closed'
    and orders.order_status = 'closed'
