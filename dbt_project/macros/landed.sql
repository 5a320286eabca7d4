{% macro system_columns() -%}
    {#- What every staged row says of its landing, as traceability/contracts/landing.py names it. -#}
    source_system,
    load_id,
    source_file,
    source_row,
    landed_at,
    row_key,
    row_hash,
    lot_split_count,
    raw_text
{%- endmacro %}
