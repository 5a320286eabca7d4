-- Grain: one row per item that stands in facts and in no item master, and contract that names it:
-- its first row (ID-17). Where no item master was ever delivered, none is missing from it.
{% set named = [
    ('stg_erp__work_orders', 'item_code'), ('stg_erp__work_order_components', 'item_code'),
    ('stg_erp__receipts', 'item_code'), ('stg_erp__deliveries', 'item_code'),
    ('stg_wms__lots', 'item_code'), ('stg_wms__movements', 'item_code'),
    ('stg_wms__movements', 'to_item_code'), ('stg_wms__stock', 'item_code'),
    ('stg_wms__handling_units', 'item_code'), ('stg_mes__consumptions', 'item_code'),
    ('stg_mes__outputs', 'item_code'), ('stg_mes__lot_changes', 'item_code'),
    ('stg_mes__inspections', 'item_code'),
] %}
with

unknown as (

    select item_code from {{ ref('items') }}
    where
        not has_master
        and exists (select 1 from {{ ref('stg_erp__items') }})

),

named as (

    {% for staged, column in named %}
    select
        {{ column }} as item_code,
        contract,
        source_system,
        load_id,
        source_file,
        source_row
    from {{ ref(staged) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

numbered as (

    select
        named.*,
        row_number() over (
            partition by named.item_code, named.contract
            order by
                named.load_id asc nulls last,
                named.source_file asc nulls last,
                named.source_row asc nulls last,
                named.source_system asc nulls last
        ) as row_no
    from named
    inner join unknown on named.item_code = unknown.item_code

),

records as (

    select
        *,
        'ID-17' as rule_id,
        'item' as subject_kind,
        item_code as subject_key,
        'first row of it there' as note,
        'S1' as severity,
        'Item ' || item_code || ' stands in records, and no item master knows it' as words,
        {{ untold([
            'lot_id', 'work_order_code', 'delivery_code', 'receipt_code', 'partner_code',
            'site_code', 'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from numbered
    where row_no = 1

)

select {{ told_columns() }}
from records
