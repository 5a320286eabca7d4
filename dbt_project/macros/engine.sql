{#- The only place that knows the engine. One purpose each; no business logic. Arguments are SQL
    expressions. Another engine is a second set of implementations (`spark__...`) in this file. -#}

{% macro make_id(prefix, parts) -%}
    {#- Prefix + 20 base32 characters of SHA-256 over the parts, joined by chr(31); null is ''. -#}
    '{{ prefix }}' || {{ base32(sha256_hex(joined(parts))) }}
{%- endmacro %}

{% macro joined(parts) -%}
    {%- for part in parts -%}
        {%- if not loop.first %} || chr(31) || {% endif -%}
        coalesce(cast({{ part }} as string), '')
    {%- endfor -%}
{%- endmacro %}

{% macro sha256_hex(text) -%}
    {{ adapter.dispatch('sha256_hex', 'lotline')(text) }}
{%- endmacro %}

{% macro duckdb__sha256_hex(text) -%}
    sha256({{ text }})
{%- endmacro %}

{% macro base32(hex) -%}
    {#- The first 100 bits of a hex text as 20 characters: five groups of five hex digits. -#}
    {%- for start in [1, 6, 11, 16, 21] -%}
        {%- if not loop.first %} || {% endif -%}
        {{ base32_group(hex_number('substr(' ~ hex ~ ', ' ~ start ~ ', 5)')) }}
    {%- endfor -%}
{%- endmacro %}

{% macro base32_group(number) -%}
    {%- for shift in [32768, 1024, 32, 1] -%}
        {%- if not loop.first %} || {% endif -%}
        substr(
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
            {{ whole_division(number, shift) }} % 32 + 1,
            1
        )
    {%- endfor -%}
{%- endmacro %}

{% macro hex_number(hex) -%}
    {{ adapter.dispatch('hex_number', 'lotline')(hex) }}
{%- endmacro %}

{% macro duckdb__hex_number(hex) -%}
    cast('0x' || {{ hex }} as bigint)
{%- endmacro %}

{% macro whole_division(number, divisor) -%}
    {{ adapter.dispatch('whole_division', 'lotline')(number, divisor) }}
{%- endmacro %}

{% macro duckdb__whole_division(number, divisor) -%}
    ({{ number }} // {{ divisor }})
{%- endmacro %}

{% macro local_time(utc, zone) -%}
    {#- Wall time that a clock in `zone` shows at the UTC instant; the zone must be known. -#}
    {{ adapter.dispatch('local_time', 'lotline')(utc, zone) }}
{%- endmacro %}

{% macro duckdb__local_time(utc, zone) -%}
    timezone({{ zone }}, timezone('UTC', {{ utc }}))
{%- endmacro %}

{% macro zone_names() -%}
    {#- A relation with one column, zone_name: every time zone the engine can read. -#}
    {{ adapter.dispatch('zone_names', 'lotline')() }}
{%- endmacro %}

{% macro duckdb__zone_names() -%}
    (select name as zone_name from pg_timezone_names())
{%- endmacro %}

{% macro shift_seconds(instant, seconds) -%}
    {{ adapter.dispatch('shift_seconds', 'lotline')(instant, seconds) }}
{%- endmacro %}

{% macro duckdb__shift_seconds(instant, seconds) -%}
    ({{ instant }} + to_seconds(cast({{ seconds }} as bigint)))
{%- endmacro %}

{% macro seconds_between(earlier, later) -%}
    {{ adapter.dispatch('seconds_between', 'lotline')(earlier, later) }}
{%- endmacro %}

{% macro duckdb__seconds_between(earlier, later) -%}
    date_diff('second', {{ earlier }}, {{ later }})
{%- endmacro %}

{% macro iso_instant(instant) -%}
    {#- '2026-01-12T10:31:05Z' of a UTC timestamp. -#}
    {{ adapter.dispatch('iso_instant', 'lotline')(instant) }}
{%- endmacro %}

{% macro duckdb__iso_instant(instant) -%}
    strftime({{ instant }}, '%Y-%m-%dT%H:%M:%SZ')
{%- endmacro %}

{% macro iso_date(instant) -%}
    {{ adapter.dispatch('iso_date', 'lotline')(instant) }}
{%- endmacro %}

{% macro duckdb__iso_date(instant) -%}
    strftime({{ instant }}, '%Y-%m-%d')
{%- endmacro %}

{% macro month_of(instant) -%}
    {#- The partition of a fact: '2026-01', or 'unknown' where there is no instant. -#}
    coalesce(substr({{ iso_date(instant) }}, 1, 7), 'unknown')
{%- endmacro %}

{% macro text_literal(text) -%}
    {{ adapter.dispatch('text_literal', 'lotline')(text) }}
{%- endmacro %}

{% macro duckdb__text_literal(text) -%}
    '{{ text | replace("'", "''") }}'
{%- endmacro %}

{% macro number_literal(number) -%}
    {{ number if number is number else 'null' }}
{%- endmacro %}
