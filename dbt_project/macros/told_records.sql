{#- Columns of the records of findings that tell their own words: one shape for the families whose
    findings are made of their records alone. -#}

{% macro told_columns() -%}
    {#- A record of a finding, with what the finding says of it. words: the sentence of the finding,
        without its number of records; the same in every record of one subject. -#}
    {{ record_columns() }},
    severity,
    words,
    item_code,
    lot_id,
    work_order_code,
    delivery_code,
    receipt_code,
    partner_code,
    site_code,
    booked_qty,
    booked_uom,
    occurred_at_text
{%- endmacro %}

{% macro untold(names) -%}
    {#- Columns of which a record says nothing. -#}
    {%- for name in names -%}
        {%- if not loop.first %}, {% endif -%}
        cast(null as {{ 'decimal(18, 6)' if name == 'booked_qty' else 'string' }}) as {{ name }}
    {%- endfor -%}
{%- endmacro %}
