-- Grain: one row per lot reference of a landed row, superseded and withdrawn versions included,
-- because a lot keeps the id of its first-landed record for ever.
{% set plain = ('lot', 'item_code', 'lot_') %}
{% set serial = ('serial', 'item_code', 'serial_') %}
{% set references = {
    'erp_work_order_components': [('lot', 'item_code', 'allocated_lot_')],
    'erp_receipts': [plain],
    'erp_deliveries': [plain, serial],
    'wms_lots': [plain],
    'wms_movements': [plain, serial, ('lot', 'coalesce(to_item_code, item_code)', 'to_lot_')],
    'wms_stock': [plain],
    'wms_handling_units': [plain, serial],
    'mes_consumptions': [plain, serial],
    'mes_outputs': [plain, serial],
    'mes_lot_changes': [('lot', 'item_code', 'from_lot_'), ('lot', 'item_code', 'to_lot_')],
    'mes_inspections': [plain],
} %}
{% set no_site = ['erp_work_order_components', 'wms_handling_units', 'mes_inspections'] %}
with

loads as (

    select * from {{ ref('stg_loads') }}

),

sites as (

    select * from {{ ref('int_site_settings') }}

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where not is_withdrawn

),

{% for contract in references %}
{{ contract }} as (

    select
        landed.*,
        loads.lot_scope,
        {{ 'cast(null as string)' if contract in no_site else 'sites.org_code' }} as org_code
    from {{ coded(contract, ['item', 'site', 'partner']) }} as landed
    left join loads
        on
            landed.load_id = loads.load_id
            and landed.source_system = loads.source_system
            and loads.contract = '{{ contract }}'
    {% if contract not in no_site %}
    left join sites on landed.site_code = sites.site_code
    {% endif %}

),

{{ contract }}_scoped as (

    select
        *,
        {{ scope_value(contract) }} as scope_value
    from {{ contract }}

),

{% endfor %}
named as (

    {% for contract, kinds in references.items() %}
    {% set first_contract = loop.first %}
    {% for kind, item, prefix in kinds %}
    {% set uid = 'cast(null as string)' if kind == 'serial' else prefix ~ 'uid' %}
    {% if not (first_contract and loop.first) %}union all{% endif %}
    select
        {{ lot_ref(kind, item, 'scope_value', uid, prefix ~ 'code_key') }} as lot_ref,
        '{{ kind }}' as lot_kind,
        source_system,
        {{ item }} as item_code,
        {{ 'id_item_code' if item == 'item_code' else 'coalesce(id_to_item_code, id_item_code)' }}
            as id_item_code,
        {{ prefix }}code as lot_code,
        {{ prefix }}code_key as lot_code_key,
        {{ uid }} as lot_uid,
        lot_scope,
        scope_value,
        load_id,
        '{{ contract }}' as contract,
        source_file,
        source_row,
        row_key
    from {{ contract }}_scoped
    {% endfor %}
    {% endfor %}

),

mentions as (

    select
        named.*,
        current_keys.load_id is not null as is_current
    from named
    left join current_keys
        on
            named.contract = current_keys.contract
            and named.source_system = current_keys.source_system
            and named.row_key = current_keys.row_key
            and named.load_id = current_keys.load_id
    where named.lot_ref is not null

)

select * from mentions
