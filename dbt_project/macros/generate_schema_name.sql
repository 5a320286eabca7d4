{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- The schema is the layer, without the target's prefix. -#}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
