-- Grain: one row per landed row that a finding at the door names, and its key.
{% set contracts = [
    'erp_items', 'erp_partners', 'erp_sites', 'erp_uom_conversions', 'erp_work_orders',
    'erp_work_order_components', 'erp_receipts', 'erp_deliveries', 'wms_lots', 'wms_movements',
    'wms_stock', 'wms_handling_units', 'mes_operations', 'mes_consumptions', 'mes_outputs',
    'mes_lot_changes', 'mes_places', 'mes_place_events', 'mes_parameters', 'mes_inspections',
    'crosswalks',
] %}
with

door_findings as (

    select * from {{ ref('stg_door_findings') }}
    where source_row is not null

),

landed as (

    {% for contract in contracts %}
    select
        '{{ contract }}' as contract,
        landed.source_system,
        landed.load_id,
        landed.source_file,
        landed.source_row,
        landed.row_key
    from {{ source('landing', contract) }} as landed
    inner join door_findings
        on
            door_findings.contract = '{{ contract }}'
            and landed.load_id = door_findings.load_id
            and landed.source_file = door_findings.source_file
            and landed.source_row = door_findings.source_row
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select distinct * from landed
