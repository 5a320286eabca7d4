-- Grain: one row per handling unit and row of packing that put a lot into it, straight or inside
-- other units (six deep). The window is the time in which the lot was in it; a missing end is open.
-- is_begun, is_ended: no row on the way lacks that end.
{% set deepest = 6 %}
{% set ends = {
    'packed_at_from': 'greatest', 'packed_at_until': 'greatest', 'packed_at_text': 'greatest',
    'unpacked_at_from': 'least', 'unpacked_at_until': 'least', 'unpacked_at_text': 'least',
} %}
{% set told = [
    'item_code', 'lot_ref', 'qty', 'uom', 'source_system', 'contract', 'source_file', 'source_row'
] %}
with

packings as (

    select
        *,
        packed_at is not null as is_begun,
        unpacked_at is not null as is_ended
    from {{ ref('stg_wms__handling_units') }}

),

nestings as (

    select * from packings
    where child_code is not null and child_code <> parent_code

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

depth_1 as (

    select
        parent_code as unit_code,
        {% for name in told %}
        {{ name }},
        {% endfor %}
        {% for name in ends %}
        {{ name }},
        {% endfor %}
        is_begun,
        is_ended
    from packings
    where lot_ref is not null

),

{% for depth in range(2, deepest + 1) %}
depth_{{ depth }} as (

    select
        outer_units.parent_code as unit_code,
        {% for name in told %}
        inner_units.{{ name }},
        {% endfor %}
        {% for name, choice in ends.items() %}
        {{ choice }}(
            coalesce(outer_units.{{ name }}, inner_units.{{ name }}),
            coalesce(inner_units.{{ name }}, outer_units.{{ name }})
        ) as {{ name }},
        {% endfor %}
        outer_units.is_begun and inner_units.is_begun as is_begun,
        outer_units.is_ended and inner_units.is_ended as is_ended
    from nestings as outer_units
    inner join depth_{{ depth - 1 }} as inner_units
        on
            outer_units.child_code = inner_units.unit_code
            and outer_units.source_system = inner_units.source_system
    where
        coalesce(outer_units.packed_at_from <= inner_units.unpacked_at_until, true)
        and coalesce(inner_units.packed_at_from <= outer_units.unpacked_at_until, true)

),

{% endfor %}
flattened as (

    {% for depth in range(1, deepest + 1) %}
    {% if not loop.first %}union all{% endif %}
    select * from depth_{{ depth }}
    {% endfor %}

)

-- All columns of a packing, and its lot.
select
    flattened.*,  -- noqa: AM04
    lot_references.lot_id
from flattened
inner join lot_references on flattened.lot_ref = lot_references.lot_ref
