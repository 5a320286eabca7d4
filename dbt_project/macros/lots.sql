{#- The text that identifies a lot within its source. One spelling of it for staging and for
    int_lot_mentions, or the two would not meet. Expects the columns source_system, lot_scope and
    org_code (of the row's site) in scope. -#}

{% macro scope_value(contract) -%}
    {#- What the source's lot_scope adds to (item, code). Null: the border exists and this row does
        not say on which side the lot is. Supplier and year are told only by rows that bring a lot
        into being: a lot is used in another year, and no consumption names a supplier. -#}
    {%- set no_site = ['erp_work_order_components', 'wms_handling_units', 'mes_inspections'] -%}
    {%- set supplier = {
        'erp_receipts': 'supplier_code',
        'wms_lots': 'supplier_code',
        'wms_movements': "case when movement_type in ('receipt', 'supplier_return')"
            ~ " then partner_code when movement_type = 'production_receipt' then '' end",
        'mes_outputs': "''",
    } -%}
    {%- set year = {
        'erp_receipts': 'received_at',
        'wms_lots': 'manufactured_at',
        'wms_movements': "case when movement_type in ('receipt', 'production_receipt')"
            ~ " then occurred_at end",
        'mes_outputs': 'coalesce(ended_at, started_at, recorded_at)',
    } -%}
    case lot_scope
        when 'item_site' then {{ 'cast(null as string)' if contract in no_site else 'site_code' }}
        when 'item_org' then {{ 'cast(null as string)' if contract in no_site else 'org_code' }}
        when 'item_supplier' then {{ supplier.get(contract, 'null') }}
        when 'item_year' then substr({{ iso_date(year.get(contract, 'cast(null as timestamp)')) }}, 1, 4)
        else ''
    end
{%- endmacro %}

{% macro lot_ref(kind, item, scope, uid, key) -%}
    {#- The source's own id names a lot alone; a code key names it within its scope. chr(26) stands
        for an unknown side of the border. Where codes are unique everywhere, the item is left out. -#}
    case
        when {{ uid }} is not null
            then {{ joined(["'" ~ kind ~ "'", 'source_system', item, "''", "'uid:' || " ~ uid]) }}
        when {{ key }} is not null
            then {{ joined([
                "'" ~ kind ~ "'",
                'source_system',
                "case when lot_scope = 'everywhere' then '' else " ~ item ~ " end",
                "coalesce(" ~ scope ~ ", chr(26))",
                "'key:' || " ~ key,
            ]) }}
    end
{%- endmacro %}

{% macro serial_ref(item, scope, key) -%}
    {{ lot_ref('serial', item, scope, 'cast(null as string)', key) }}
{%- endmacro %}
