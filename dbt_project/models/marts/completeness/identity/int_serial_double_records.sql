-- Grain: one row per use or shipment of a serial unit that is in two products or at two customers
-- at once (ID-16).
with

doubles as (

    select * from {{ ref('int_serial_doubles') }}

),

lots as (

    select * from {{ ref('lots') }}

),

facts as (

    {% for table, flag, note in [
        ('consumptions', 'is_built_in_twice', 'built in'),
        ('shipments', 'is_shipped_twice', 'shipped'),
    ] %}
    {% set of_orders = table == 'consumptions' %}
    select
        facts.lot_id,
        facts.item_code,
        {{ 'facts.work_order_code' if of_orders else untold(['work_order_code']) }},
        {{ untold(['delivery_code']) if of_orders else 'facts.delivery_code' }},
        {{ untold(['partner_code']) if of_orders else 'facts.customer_code as partner_code' }},
        facts.site_code,
        facts.booked_qty,
        facts.booked_uom,
        facts.occurred_at_text,
        facts.contract,
        facts.source_system,
        facts.source_file,
        facts.source_row,
        '{{ note }}' as note
    from {{ ref(table) }} as facts
    inner join doubles on facts.lot_id = doubles.lot_id
    where
        doubles.{{ flag }}
        and {{ "not facts.is_returned and facts.evidence = 'confirmed'" if of_orders
            else 'not facts.is_listed_only' }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

records as (

    select
        facts.*,
        'ID-16' as rule_id,
        'serial' as subject_kind,
        facts.lot_id || chr(31) || facts.note as subject_key,
        'S1' as severity,
        'Serial ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || facts.item_code
        || ' was ' || facts.note || ' again before it came back' as words,
        {{ untold(['receipt_code']) }}
    from facts
    inner join lots on facts.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
