-- Grain: one row per output of a pilot order whose lot was shipped or released for sale (LK-20),
-- and per shipment of it.
with

pilots as (

    select outputs.*
    from {{ ref('outputs') }} as outputs
    inner join {{ ref('work_orders') }} as orders
        on outputs.work_order_code = orders.work_order_code
    where
        orders.order_type = 'pilot'
        and not outputs.is_unknown_lot
        and not outputs.is_returned
        and coalesce(outputs.output_kind, 'product') not in ('scrap', 'sample')

),

pilot_lots as (

    select
        lot_id,
        min(work_order_code) as work_order_code
    from pilots
    group by lot_id

),

shipped as (

    select
        shipments.*,
        pilot_lots.work_order_code
    from {{ ref('shipments') }} as shipments
    inner join pilot_lots on shipments.lot_id = pilot_lots.lot_id

),

saleable as (

    select lot_id from shipped
    union
    select lot_id from {{ ref('lot_statuses') }}
    where lot_status = 'released'

),

united as (

    {% for table, note in [('pilots', 'made'), ('shipped', 'compared with: shipped')] %}
    select
        united.lot_id,
        united.work_order_code,
        {{ 'united.delivery_code' if table == 'shipped' else untold(['delivery_code']) }},
        united.site_code,
        united.item_code,
        united.booked_qty,
        united.booked_uom,
        united.occurred_at_text,
        united.contract,
        united.source_system,
        united.source_file,
        united.source_row,
        '{{ note }}' as note
    from {{ table }} as united
    inner join saleable on united.lot_id = saleable.lot_id
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

records as (

    select
        'LK-20' as rule_id,
        'lot' as subject_kind,
        united.lot_id as subject_key,
        united.*,
        'S1' as severity,
        'Lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || united.item_code
        || ' was made by a pilot order and is in saleable stock or shipped' as words,
        {{ untold(['receipt_code', 'partner_code']) }}
    from united
    inner join {{ ref('lots') }} as lots on united.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
