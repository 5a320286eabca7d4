{#- Landed rows as they stand after corrections (int_mended_values): a landed row is never changed,
    so the raw text and the hash beside a mended value still say what the source sent. -#}

{% macro column_type(name, kind) -%}
    {#- The type in which a column lands. A test holds it against the contracts. -#}
    {%- if kind == 'instant' -%} timestamp
    {%- elif name == 'qty' or name.endswith('_qty') or name in ['factor', 'unit_value'] -%}
        decimal(18, 6)
    {%- elif name in ['shelf_life_days', 'residence_minutes'] -%} integer
    {%- elif name.startswith('is_') or name.startswith('has_') -%} boolean
    {%- elif name.endswith('_date') -%} date
    {%- else -%} string
    {%- endif -%}
{%- endmacro %}

{% macro landed_text(name, kind) -%}
    {#- A landed value as corrections quote it; an instant with its offset in minutes behind it. -#}
    cast(landed.{{ name }} as string)
    {%- if kind == 'instant' %}
    || case
        when landed.{{ name }}_offset is null then ''
        else ' ' || cast(landed.{{ name }}_offset as string)
    end
    {%- endif -%}
{%- endmacro %}

{% macro lot_id_column(name) -%}
    {#- The column with the source's own id of the lot that a column names; '' where there is none. -#}
    {{- {
        'lot_code': 'lot_uid',
        'to_lot_code': 'to_lot_uid',
        'from_lot_code': 'from_lot_uid',
        'allocated_lot_code': 'allocated_lot_uid',
    }.get(name, '') -}}
{%- endmacro %}

{% macro mended_column(name, kind, uids) -%}
    {%- if name in uids -%}
    case when mended.{{ uids[name] }}_no is not null then mended.{{ uids[name] }}_uid
        else landed.{{ name }} end as {{ name }}
    {%- else -%}
    case when mended.{{ name }}_no is not null
        then cast(mended.{{ name }}_value as {{ column_type(name, kind) }})
        else landed.{{ name }} end as {{ name }}
    {%- endif -%}
    {%- if kind == 'lot' %},
    case when mended.{{ name }}_no is not null then mended.{{ name }}_key
        else landed.{{ name }}_key end as {{ name }}_key
    {%- elif kind == 'instant' %},
    case when mended.{{ name }}_no is not null then mended.{{ name }}_offset
        else landed.{{ name }}_offset end as {{ name }}_offset,
    case when mended.{{ name }}_no is not null then mended.{{ name }}_precision
        else landed.{{ name }}_precision end as {{ name }}_precision,
    case when mended.{{ name }}_no is not null then 'posted'
        else landed.{{ name }}_trust end as {{ name }}_trust
    {%- endif -%}
{%- endmacro %}

{% macro mended(contract) -%}
    {#- A relation of the columns of landing, without voided rows. A time that a person put right is
        never trusted to the second. -#}
    {%- set columns = [] -%}
    {%- set uids = {} -%}
    {%- for word in coded_columns(contract).split() -%}
        {%- set name, kind = (word ~ ':').split(':')[:2] -%}
        {%- do columns.append((name, kind)) -%}
        {%- if lot_id_column(name) -%}{%- do uids.update({lot_id_column(name): name}) -%}{%- endif -%}
    {%- endfor -%}
    (
        select
            {%- for name, kind in columns %}
            {{ mended_column(name, kind, uids) }},
            {%- endfor %}
            {%- for name in [
                'source_system', 'load_id', 'source_file', 'source_row', 'landed_at', 'row_key',
                'row_hash', 'lot_split_count', 'raw_text', 'extra',
            ] %}
            landed.{{ name }}{% if not loop.last %},{% endif %}
            {%- endfor %}
        from {{ source('landing', contract) }} as landed
        left join (
            select
                source_system,
                row_key,
                row_hash,
                max(case when action = 'void_row' then correction_no end) as void_no
                {%- for name, kind in columns if name not in uids %},
                {%- set at = "case when column_name = '" ~ name ~ "' then " %}
                max({{ at }}correction_no end) as {{ name }}_no,
                max({{ at }}new_value end) as {{ name }}_value
                {%- if kind == 'lot' %},
                max({{ at }}new_key end) as {{ name }}_key,
                max({{ at }}new_uid end) as {{ name }}_uid
                {%- elif kind == 'instant' %},
                max({{ at }}new_offset end) as {{ name }}_offset,
                max({{ at }}new_precision end) as {{ name }}_precision
                {%- endif %}
                {%- endfor %}
            from {{ ref('int_mended_values') }}
            where contract = '{{ contract }}'
            group by source_system, row_key, row_hash
        ) as mended
            on
                landed.source_system = mended.source_system
                and landed.row_key = mended.row_key
                and landed.row_hash = mended.row_hash
        where mended.void_no is null
    )
{%- endmacro %}
