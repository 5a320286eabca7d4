{#- Landed rows, mended where a correction is in force (macros/mended.sql), with the codes by which
    the systems meet (int_code_map). Staging reads landing through `coded`, so that one thing has
    one code from there on; the row's file and line still lead to the text as given. -#}

{% macro coded_columns(contract) -%}
    {#- The columns of a contract as `name:kind`: what a code names, `lot` for a code with a key
        beside it, `instant` for a time. A test holds them against the contract. -#}
    {%- set columns = {
        'erp_items':
            'item_code:item item_name item_type product_family brand pack_size base_uom:uom'
            ~ ' is_lot_managed is_serial_managed is_on_food_traceability_list gtin shelf_life_days'
            ~ ' unit_value currency',
        'erp_partners':
            'partner_code:partner partner_name is_supplier is_customer is_ship_to'
            ~ ' parent_partner_code:partner country address language contact_name email phone'
            ~ ' after_hours_phone contact_verified_date',
        'erp_sites':
            'site_code:site site_name org_code site_type gln timezone address phone',
        'erp_uom_conversions':
            'item_code:item from_uom:uom to_uom:uom factor',
        'erp_work_orders':
            'work_order_code:order site_code:site line_code item_code:item planned_qty uom:uom'
            ~ ' order_type order_status started_at:instant closed_at:instant',
        'erp_work_order_components':
            'work_order_code:order line_no item_code:item required_qty uom:uom is_mandatory'
            ~ ' alternate_group bom_version allocated_lot_code:lot allocated_lot_uid',
        'erp_receipts':
            'receipt_code:receipt line_no item_code:item supplier_code:partner'
            ~ ' supplier_lot_code:lot lot_code:lot lot_uid qty uom:uom received_at:instant'
            ~ ' site_code:site ship_from_code:partner purchase_order_code document_type'
            ~ ' manufactured_at:instant expires_at:instant certificate_code',
        'erp_deliveries':
            'delivery_code:delivery line_no item_code:item customer_code:partner'
            ~ ' ship_to_code:partner lot_code:lot lot_uid serial_code:lot qty uom:uom'
            ~ ' delivery_status shipped_at:instant site_code:site sales_order_code carrier_name'
            ~ ' vehicle_code document_type',
        'wms_lots':
            'item_code:item lot_code:lot lot_uid site_code:site supplier_code:partner'
            ~ ' supplier_lot_code:lot manufactured_at:instant expires_at:instant lot_status'
            ~ ' status_at:instant traceability_lot_code_source',
        'wms_movements':
            'movement_id movement_type occurred_at:instant recorded_at:instant site_code:site'
            ~ ' from_location to_location item_code:item lot_code:lot lot_uid to_item_code:item'
            ~ ' to_lot_code:lot to_lot_uid serial_code:lot qty uom:uom work_order_code:order'
            ~ ' delivery_code:delivery receipt_code:receipt partner_code:partner handling_unit_code'
            ~ ' operator_code:person capture_method reason_code reversal_of',
        'wms_stock':
            'counted_at:instant site_code:site location item_code:item lot_code:lot lot_uid qty'
            ~ ' uom:uom stock_status',
        'wms_handling_units':
            'parent_code child_code item_code:item lot_code:lot lot_uid serial_code:lot qty'
            ~ ' uom:uom packed_at:instant unpacked_at:instant',
        'mes_operations':
            'operation_run_id work_order_code:order site_code:site operation_no operation_name'
            ~ ' equipment_code:equipment operator_code:person shift_code started_at:instant'
            ~ ' ended_at:instant good_qty scrap_qty uom:uom',
        'mes_consumptions':
            'consumption_id work_order_code:order operation_run_id site_code:site place_code'
            ~ ' item_code:item lot_code:lot lot_uid serial_code:lot qty uom:uom started_at:instant'
            ~ ' ended_at:instant recorded_at:instant operator_code:person equipment_code:equipment'
            ~ ' shift_code capture_method consumption_kind output_group reversal_of',
        'mes_outputs':
            'output_id work_order_code:order operation_run_id site_code:site place_code'
            ~ ' item_code:item lot_code:lot lot_uid serial_code:lot qty uom:uom started_at:instant'
            ~ ' ended_at:instant recorded_at:instant operator_code:person equipment_code:equipment'
            ~ ' shift_code capture_method output_kind output_group reversal_of',
        'mes_lot_changes':
            'change_id work_order_code:order operation_run_id site_code:site place_code'
            ~ ' equipment_code:equipment item_code:item from_lot_code:lot from_lot_uid'
            ~ ' to_lot_code:lot to_lot_uid changed_at:instant operator_code:person capture_method',
        'mes_places':
            'place_code site_code:site place_name place_type has_hold_up is_metered'
            ~ ' residence_minutes',
        'mes_place_events':
            'event_id place_code event_type qty uom:uom occurred_at:instant recorded_at:instant'
            ~ ' operator_code:person capture_method',
        'mes_inspections':
            'inspection_id item_code:item lot_code:lot lot_uid inspection_type'
            ~ ' work_order_code:order operation_run_id receipt_code:receipt characteristic'
            ~ ' result_value unit verdict inspected_at:instant inspector_code:person new_lot_status'
            ~ ' certificate_code',
    } -%}
    {{- columns[contract] -}}
{%- endmacro %}

{% macro coded(contract, kinds=[
    'order', 'item', 'site', 'partner', 'equipment', 'person', 'uom', 'delivery', 'receipt'
]) -%}
    {#- A relation of the columns of landing; only codes of `kinds` are looked up. id_item_code: the
        item code as landed, of which ids of lots are made: they outlive a crosswalk.
        is_code_normalised: an item or order met by its spelling alone. -#}
    {%- set beside = {
        'lot': ['_key'], 'instant': ['_offset', '_precision', '_trust'], 'item': [],
    } -%}
    {%- set mapped = [] -%}
    {%- set decisive = [] -%}
    (
        select
            {%- for word in coded_columns(contract).split() -%}
                {%- set name, kind = (word ~ ':').split(':')[:2] -%}
                {%- if kind in kinds -%}
                    {%- do mapped.append((name, kind)) -%}
                    {%- if kind in ['item', 'order'] -%}{%- do decisive.append(name) -%}{%- endif %}
            coalesce(of_{{ name }}.canonical_code, landed.{{ name }}) as {{ name }},
                    {%- if kind == 'item' %}
            landed.{{ name }} as id_{{ name }},
                    {%- endif -%}
                {%- else %}
            landed.{{ name }},
                    {%- for suffix in beside.get(kind, []) %}
            landed.{{ name ~ suffix }},
                    {%- endfor -%}
                {%- endif -%}
            {%- endfor %}
            {%- for name in [
                'source_system', 'load_id', 'source_file', 'source_row', 'landed_at', 'row_key',
                'row_hash', 'lot_split_count', 'raw_text', 'extra',
            ] %}
            landed.{{ name }},
            {%- endfor %}
            {% for name in decisive %}coalesce(of_{{ name }}.match_method = 'normalised', false)
            or {% endfor %}false as is_code_normalised
        from {{ mended(contract) }} as landed
        {%- for name, kind in mapped %}
        left join {{ ref('int_code_map') }} as of_{{ name }}
            on
                of_{{ name }}.kind = '{{ kind }}'
                and of_{{ name }}.source_system = landed.source_system
                and of_{{ name }}.code = landed.{{ name }}
        {%- endfor %}
    )
{%- endmacro %}
