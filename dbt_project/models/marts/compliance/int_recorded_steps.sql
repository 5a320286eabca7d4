-- Grain: one row per kind of step (receipt, use, output, shipment), site and what its records tell
-- and lack: how many they are, and when the first and the last of them were.
{% set absent = 'cast(null as string)' %}
{% set steps = {
    'receipts': ('receipt', 'receipt_code', 'supplier_code', 'supplier_lot_code', absent, absent),
    'consumptions': ('use', 'work_order_code', absent, absent, 'work_order_code', 'consumption_kind'),
    'outputs': ('output', 'work_order_code', absent, absent, 'work_order_code', 'output_kind'),
    'shipments': ('shipment', 'delivery_code', 'customer_code', absent, absent, absent),
} %}
with

records as (

    {% for table, (step, document, partner, label, work_order, kind) in steps.items() %}
    select
        '{{ step }}' as step,
        lot_id,
        site_code,
        item_code,
        {{ document }} as document_code,
        {{ partner }} as partner_code,
        {{ label }} as supplier_lot_code,
        {{ work_order }} as work_order_code,
        {{ kind }} as kind,
        not is_unknown_lot and evidence <> 'possible' as has_lot,
        booked_qty is not null and booked_uom is not null as has_amount,
        occurred_at
    from {{ ref(table) }}
    where not {{ 'is_returned' if kind != absent else 'is_listed_only' }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

code_sources as (

    select lot_references.lot_id
    from {{ ref('stg_wms__lots') }} as masters
    inner join {{ ref('lot_references') }} as lot_references
        on masters.lot_ref = lot_references.lot_ref
    where masters.traceability_lot_code_source is not null
    union
    select lot_id from {{ ref('outputs') }}

),

told as (

    select
        records.step,
        coalesce(records.site_code, '') as site_code,
        coalesce(items.item_type = 'packaging', false) as is_packaging,
        coalesce(work_orders.order_type = 'rework' or records.kind = 'rework', false) as is_rework,
        coalesce(items.is_serial_managed, false) as is_serial_managed,
        coalesce(items.is_on_food_traceability_list, false) as is_listed_food,
        records.has_lot,
        coalesce(records.has_lot and lots.lot_kind = 'serial', false) as has_serial,
        records.partner_code is not null and records.occurred_at is not null as has_partner,
        records.supplier_lot_code is not null as has_supplier_lot,
        records.has_lot
        and records.has_amount
        and items.item_name is not null
        and (records.step = 'use' or records.occurred_at is not null)
        and records.document_code is not null
        and sites.site_name is not null
        and sites.address is not null
        and (
            records.step in ('use', 'output')
            or (partners.partner_name is not null and partners.address is not null)
        )
        and (records.step = 'use' or code_sources.lot_id is not null) as has_listed_fields,
        records.occurred_at
    from records
    left join {{ ref('lots') }} as lots on records.lot_id = lots.lot_id
    left join {{ ref('items') }} as items on records.item_code = items.item_code
    left join {{ ref('work_orders') }} as work_orders
        on records.work_order_code = work_orders.work_order_code
    left join {{ ref('sites') }} as sites on records.site_code = sites.site_code
    left join {{ ref('partners') }} as partners on records.partner_code = partners.partner_code
    left join code_sources on records.lot_id = code_sources.lot_id

)

{% set named = [
    'step', 'site_code', 'is_packaging', 'is_rework', 'is_serial_managed', 'is_listed_food',
    'has_lot', 'has_serial', 'has_partner', 'has_supplier_lot', 'has_listed_fields',
] %}
select
    {{ named | join(',\n    ') }},
    cast(count(*) as bigint) as record_count,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at
from told
group by {{ named | join(', ') }}
