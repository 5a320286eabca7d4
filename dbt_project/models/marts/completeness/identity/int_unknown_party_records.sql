-- Grain: one row per partner, site or place that no master knows, and contract that names it: its
-- first row (ID-14). Where no master of the kind was ever delivered, none is missing from it.
{% set naming = {
    'partner': ('partners', [
        ('stg_erp__receipts', 'supplier_code'), ('stg_erp__receipts', 'ship_from_code'),
        ('stg_erp__deliveries', 'customer_code'), ('stg_erp__deliveries', 'ship_to_code'),
        ('stg_wms__lots', 'supplier_code'), ('stg_wms__movements', 'partner_code'),
    ]),
    'site': ('sites', [
        ('stg_erp__work_orders', 'site_code'), ('stg_erp__receipts', 'site_code'),
        ('stg_erp__deliveries', 'site_code'), ('stg_wms__movements', 'site_code'),
        ('stg_wms__stock', 'site_code'), ('stg_mes__operations', 'site_code'),
        ('stg_mes__consumptions', 'site_code'), ('stg_mes__outputs', 'site_code'),
    ]),
    'place': ('stg_mes__places', [
        ('stg_mes__consumptions', 'place_code'), ('stg_mes__outputs', 'place_code'),
        ('stg_mes__lot_changes', 'place_code'), ('stg_mes__place_events', 'place_code'),
    ]),
} %}
with

known as (

    {% for kind, (master, named) in naming.items() %}
    select
        '{{ kind }}' as kind,
        {{ kind }}_code as code
    from {{ ref(master) }}
    {{ 'where has_master' if kind != 'place' }}
    {% if not loop.last %}union{% endif %}
    {% endfor %}

),

named as (

    {% for kind, (master, named) in naming.items() %}
    {% set last_kind = loop.last %}
    {% for staged, column in named %}
    select
        '{{ kind }}' as kind,
        {{ column }} as code,
        {{ 'site_code as place_site_code' if kind == 'place' and staged != 'stg_mes__place_events'
            else 'cast(null as string) as place_site_code' }},
        contract,
        source_system,
        load_id,
        source_file,
        source_row
    from {{ ref(staged) }}
    where {{ column }} is not null
    {% if not (last_kind and loop.last) %}union all{% endif %}
    {% endfor %}
    {% endfor %}

),

unknown as (

    select
        named.*,
        row_number() over (
            partition by named.kind, named.code, named.contract
            order by
                named.load_id asc nulls last,
                named.source_file asc nulls last,
                named.source_row asc nulls last,
                named.source_system asc nulls last
        ) as row_no
    from named
    left join known on named.kind = known.kind and named.code = known.code
    where known.code is null and named.kind in (select every.kind from known as every)

),

records as (

    select
        *,
        'ID-14' as rule_id,
        kind as subject_kind,
        code as subject_key,
        'first row of it there' as note,
        'S1' as severity,
        upper(substr(kind, 1, 1)) || substr(kind, 2) || ' ' || code
        || ' stands in records, and no master knows it' as words,
        case when kind = 'partner' then code end as partner_code,
        case when kind = 'site' then code else place_site_code end as site_code,
        {{ untold([
            'item_code', 'lot_id', 'work_order_code', 'delivery_code', 'receipt_code',
            'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from unknown
    where row_no = 1

)

select {{ told_columns() }}
from records
