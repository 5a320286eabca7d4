-- Grain: one row per landed row of a posted fact that a later load, which says that it holds
-- everything, lacks. Masters, plans, open deliveries and counts come and go; facts do not.
{% set contracts = [
    'erp_receipts', 'erp_deliveries', 'wms_movements', 'mes_operations', 'mes_consumptions',
    'mes_outputs', 'mes_lot_changes', 'mes_inspections',
] %}
with

withdrawn as (

    select * from {{ ref('int_current_keys') }}
    where is_withdrawn

),

landed as (

    {% for contract in contracts %}
    select
        '{{ contract }}' as contract,
        source_system,
        row_key,
        load_id,
        {{ 'cast(null as string)' if contract == 'mes_operations' else 'item_code' }} as item_code,
        source_file,
        source_row
    from {{ source('landing', contract) }}
    {% if contract == 'erp_deliveries' %}
    where delivery_status = 'shipped' or (delivery_status is null and shipped_at is not null)
    {% endif %}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    landed.contract,
    landed.source_system,
    landed.row_key,
    landed.item_code,
    landed.source_file,
    landed.source_row,
    withdrawn.withdrawn_by
from landed
inner join withdrawn
    on
        landed.contract = withdrawn.contract
        and landed.source_system = withdrawn.source_system
        and landed.row_key = withdrawn.row_key
        and landed.load_id = withdrawn.load_id
