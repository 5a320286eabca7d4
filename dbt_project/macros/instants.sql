{#- How staging reads one landed instant. A landed instant X is a wall time with X_offset (minutes),
    X_precision and X_trust beside it; the row's zone is in the column zone_name (null = none).
    Three steps, one CTE each, because each needs the columns of the one before (and an engine shares
    no work between the branches of a case): `instant_probes`, `instant_readings`,
    `instant_columns`. Unit-tested through stg_mes__consumptions. -#}

{% macro wall_offset_read(wall, zone, probe_seconds) -%}
    {#- Wall time read with the offset in force a day before (or after) it. -#}
    {%- set probe = shift_seconds(wall, probe_seconds) -%}
    {{ shift_seconds(wall, seconds_between(local_time(probe, zone), probe)) }}
{%- endmacro %}

{% macro read_wall(wall, offset, zone, mine, other) -%}
    {#- UTC of a wall time. The readings with the offsets before and after agree on most days; near
        a change of clocks the one that does not show this wall time gives way to the other. Both
        show it when it happens twice, none when it never happens: then the readings stay two. -#}
    case
        when {{ offset }} is not null
            then {{ shift_seconds(wall, '-60 * cast(' ~ offset ~ ' as bigint)') }}
        when {{ zone }} is null then {{ wall }}
        when {{ mine }} = {{ other }} then {{ mine }}
        when {{ local_time(mine, zone) }} <> {{ wall }} and {{ local_time(other, zone) }} = {{ wall }}
            then {{ other }}
        else {{ mine }}
    end
{%- endmacro %}

{% macro instant_probes(name) -%}
    {#- X_was, X_is: X read with the clock of the day before and of the day after. -#}
    {{ wall_offset_read(name, 'zone_name', -86400) }} as {{ name }}_was,
    {{ wall_offset_read(name, 'zone_name', 86400) }} as {{ name }}_is
{%- endmacro %}

{% macro instant_readings(name) -%}
    {#- X_old, X_new: the readings that hold. X_day: start of the local day, where X stands within a
        day of which nothing finer is known; X_next: start of the local day after such a day. -#}
    {%- set offset = name ~ '_offset' -%}
    {%- set day = "date_trunc('day', " ~ name ~ ')' -%}
    {{ read_wall(name, offset, 'zone_name', name ~ '_was', name ~ '_is') }} as {{ name }}_old,
    {{ read_wall(name, offset, 'zone_name', name ~ '_is', name ~ '_was') }} as {{ name }}_new,
    case
        when {{ name }}_trust = 'date_only' and {{ name }} <> {{ day }}
            then {{ read_day(day, offset) }}
    end as {{ name }}_day,
    case
        when {{ name }}_precision = 'day' or {{ name }}_trust = 'date_only' or {{ name }} = {{ day }}
            then {{ read_day(shift_seconds(day, 86400), offset) }}
    end as {{ name }}_next
{%- endmacro %}

{% macro read_day(wall, offset) -%}
    {#- UTC of the local midnight `wall`. -#}
    {{ read_wall(
        wall,
        offset,
        'zone_name',
        wall_offset_read(wall, 'zone_name', -86400),
        wall_offset_read(wall, 'zone_name', 86400),
    ) }}
{%- endmacro %}

{% macro instant_columns(name, captured=false, recorded=false, written=none) -%}
    {#- The staged columns of X: the UTC instant, the window X_from to X_until in which it lies
        however it is read, as printed, its basis, and whether its zone is known.
        captured: the contract has capture_method. recorded: it has recorded_at beside X.
        written: the instant after which a row that holds X is written. -#}
    case
        when {{ name }}_precision = 'day' then {{ name }}_old
        else least({{ name }}_old, {{ name }}_new)
    end as {{ name }},
    case
        when {{ name }}_day is not null then {{ name }}_day
        when {{ name }}_precision = 'day' then {{ name }}_old
        else least({{ name }}_old, {{ name }}_new)
    end as {{ name }}_from,
    case
        when {{ name }}_next is not null then {{ name }}_next
        when {{ name }}_precision = 'minute'
            then {{ shift_seconds('greatest(' ~ name ~ '_old, ' ~ name ~ '_new)', 60) }}
        else greatest({{ name }}_old, {{ name }}_new)
    end as {{ name }}_until,
    case
        when {{ name }}_precision = 'day' then {{ iso_date(name) }}
        else {{ iso_instant('least(' ~ name ~ '_old, ' ~ name ~ '_new)') }}
    end as {{ name }}_text,
    {{ instant_basis(name, captured, recorded, written) }} as {{ name }}_basis,
    case
        when {{ name }} is not null then {{ name }}_offset is not null or zone_name is not null
    end as {{ name }}_is_zoned
{%- endmacro %}

{% macro instant_basis(name, captured, recorded, written=none) -%}
    {#- recorded: the profile says so, or in files of contract shape a scan or a machine wrote it;
        to the second, not midnight by default, of one reading in a known zone, and entered within
        its site's tolerance after it, or after the end of what began then. A manual or backflushed
        row, and everything else, is posted. -#}
    case
        when {{ name }} is null then 'none'
        when {{ name }}_precision <> 'second' or {{ name }} = date_trunc('day', {{ name }})
            then 'posted'
        when {{ name }}_old <> {{ name }}_new or ({{ name }}_offset is null and zone_name is null)
            then 'posted'
        {%- if captured %}
        when capture_method in ('manual', 'backflush') then 'posted'
        {%- endif %}
        {%- if recorded %}
        when not ({{ entered_soon(name) }}
            {%- if written %}
            or coalesce({{ name }}_old <= {{ written }}_old
                and {{ written }}_old = {{ written }}_new
                and {{ entered_soon(written) }}, false)
            {%- endif %})
            then 'posted'
        {%- endif %}
        when {{ name }}_trust = 'recorded' and not is_contract_shaped then 'recorded'
        {%- if captured %}
        when {{ name }}_trust = 'recorded' and capture_method in ('scan', 'machine')
            {%- if recorded %} and recorded_at is not null{% endif %} then 'recorded'
        {%- endif %}
        else 'posted'
    end
{%- endmacro %}

{% macro entered_soon(name) -%}
    {#- Whether recorded_at lies within the tolerance after X; null where either is unknown. -#}
    (least(recorded_at_old, recorded_at_new) >= {{ name }}_old
    and greatest(recorded_at_old, recorded_at_new)
    <= {{ shift_seconds(name ~ '_old', 'cast(60 * site_tolerance_minutes as bigint)') }})
{%- endmacro %}
