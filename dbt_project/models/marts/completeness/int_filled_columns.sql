-- Grain: one row per contract and column that a rule needs (contracts/finding_rules) and some row
-- of a record fills. Only shipments tell of a partner of the warehouse that it is a customer.
{% set needed = [
    ('erp_partners', 'address'),
    ('erp_partners', 'after_hours_phone'),
    ('erp_partners', 'email'),
    ('erp_partners', 'phone'),
    ('erp_deliveries', 'customer_code'),
    ('erp_deliveries', 'ship_to_code'),
    ('erp_receipts', 'supplier_lot_code'),
    ('wms_movements', 'partner_code'),
] %}
with

filled as (

    {% for contract, column in needed %}
    select distinct cast('{{ contract }}.{{ column }}' as string) as contract
    from {{ ref('stg_' ~ contract.replace('_', '__', 1)) }}
    where
        {{ column }} is not null
        {% if contract == 'wms_movements' %}
        and movement_type = 'shipment'
        {% endif %}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select contract
from filled
