-- Fails if staging and int_lot_mentions spell the reference of one lot differently.
{% set references = {
    'stg_erp__work_order_components': ['allocated_lot_ref'],
    'stg_erp__receipts': ['lot_ref'],
    'stg_erp__deliveries': ['lot_ref', 'parent_lot_ref'],
    'stg_wms__lots': ['lot_ref'],
    'stg_wms__movements': ['lot_ref', 'parent_lot_ref', 'to_lot_ref'],
    'stg_wms__stock': ['lot_ref'],
    'stg_wms__handling_units': ['lot_ref', 'parent_lot_ref'],
    'stg_mes__consumptions': ['lot_ref', 'parent_lot_ref'],
    'stg_mes__outputs': ['lot_ref', 'parent_lot_ref'],
    'stg_mes__lot_changes': ['from_lot_ref', 'to_lot_ref'],
    'stg_mes__inspections': ['lot_ref'],
} %}
with

staged as (

    {% for model, columns in references.items() %}
    {% set first_model = loop.first %}
    {% for column in columns %}
    {% if not (first_model and loop.first) %}union all{% endif %}
    select {{ column }} as lot_ref from {{ ref(model) }}
    where {{ column }} is not null
    {% endfor %}
    {% endfor %}

),

strangers as (

    select staged.lot_ref
    from staged
    left join {{ ref('lot_references') }} as known on staged.lot_ref = known.lot_ref
    where known.lot_ref is null

)

select * from strangers
