-- Grain: one row per correction and landed row under the key that it names, of every load.
-- has_old: the row says what the correction says that it says. has_new: it says the new value.
{% set contracts = [
    'erp_items', 'erp_partners', 'erp_sites', 'erp_uom_conversions', 'erp_work_orders',
    'erp_work_order_components', 'erp_receipts', 'erp_deliveries', 'wms_lots', 'wms_movements',
    'wms_stock', 'wms_handling_units', 'mes_operations', 'mes_consumptions', 'mes_outputs',
    'mes_lot_changes', 'mes_places', 'mes_place_events', 'mes_inspections',
] %}
{% set lots = ['lot_code', 'to_lot_code', 'from_lot_code', 'allocated_lot_code'] %}
{% set itemless = [
    'erp_partners', 'erp_sites', 'mes_operations', 'mes_places', 'mes_place_events',
] %}
with

corrections as (

    select
        *,
        new_value || case
            when new_offset is null then '' else ' ' || cast(new_offset as string)
        end as new_text
    from {{ ref('stg_corrections') }}
    where revert_of is null

),

quoted as (

    {% for contract in contracts %}
    select
        corrections.correction_no,
        landed.load_id,
        landed.row_hash,
        landed.source_file,
        landed.source_row,
        {{ 'cast(null as string)' if contract in itemless else 'landed.item_code' }} as item_code,
        case
            when corrections.action = 'void_row' then landed.row_hash
            {% for word in coded_columns(contract).split() %}
            {% set name, kind = (word ~ ':').split(':')[:2] %}
            when corrections.column_name = '{{ name }}' then {{ landed_text(name, kind) }}
            {% endfor %}
        end as told_text,
        case
            when corrections.column_name is null then cast(null as string)
            {% for name in lots if name ~ ':lot' in coded_columns(contract).split() %}
            when corrections.column_name = '{{ name }}' then landed.{{ lot_id_column(name) }}
            {% endfor %}
        end as told_uid
    from {{ source('landing', contract) }} as landed
    inner join corrections
        on
            corrections.contract = '{{ contract }}'
            and landed.source_system = corrections.source_system
            and landed.row_key = corrections.row_key
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    corrections.correction_no,
    corrections.contract,
    corrections.source_system,
    corrections.row_key,
    quoted.load_id,
    quoted.row_hash,
    quoted.source_file,
    quoted.source_row,
    quoted.item_code,
    coalesce(quoted.told_text, '') = coalesce(corrections.old_value, '')
    and coalesce(quoted.told_uid, '') = coalesce(corrections.old_uid, '') as has_old,
    corrections.action in ('set_lot', 'set_value')
    and coalesce(quoted.told_text, '') = coalesce(corrections.new_text, '') as has_new
from quoted
inner join corrections on quoted.correction_no = corrections.correction_no
