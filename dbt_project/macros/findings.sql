{#- What a finding says of the records behind it; each is one aggregate over these records. -#}

{% macro only(column) -%}
    {#- The one value that the records name; null where they name several or none. -#}
    case when min({{ column }}) = max({{ column }}) then min({{ column }}) end
{%- endmacro %}

{% macro is_one(value) -%}
    {#- Whether all records say the same; cheaper than to count what they say. -#}
    min({{ value }}) = max({{ value }})
{%- endmacro %}

{% macro total_qty(qty, uom) -%}
    {#- The sum; null where an amount is unknown, the units differ, or it is too large to hold. -#}
    case
        when count({{ qty }}) = count(*) and {{ is_one("coalesce(" ~ uom ~ ", '')") }}
            then try_cast(sum({{ qty }}) as decimal(18, 6))
    end
{%- endmacro %}

{% macro finding_columns() -%}
    {#- What every family of findings hands to `findings`. line_code and shift_code may be null: where
        they are, `findings` takes them from the work order and from the records. -#}
    rule_id,
    subject_kind,
    subject_key,
    severity,
    message,
    item_code,
    lot_id,
    lot_code,
    work_order_code,
    delivery_code,
    receipt_code,
    partner_code,
    site_code,
    line_code,
    shift_code,
    source_system,
    qty,
    uom,
    occurred_at,
    record_count
{%- endmacro %}

{% macro record_columns() -%}
    {#- What every family of findings hands to `finding_records`. -#}
    rule_id,
    subject_kind,
    subject_key,
    contract,
    source_system,
    source_file,
    source_row,
    note
{%- endmacro %}

{% macro plain_number(qty) -%}
    {#- A decimal as text without zeros at its end: 40.5, 400. -#}
    trim(trailing '.' from trim(trailing '0' from cast(cast({{ qty }} as decimal(18, 6)) as string)))
{%- endmacro %}
