-- Grain: one row per edge of a gap: what may have been meant where a record is missing. All rest on
-- a record and carry the rule that made them; none is more than possible but the only lot in stock.
{% set families = {
    'int_candidate_links': {},
    'int_gap_links': {},
    'int_shortage_links': {},
    'int_only_stock_links': {},
    'int_origin_links': {'kind': 'origin'},
    'int_lotless_output_links': {'kind': 'origin'},
    'int_any_lot_links': {'kind': 'origin'},
    'int_loss_links': {'kind': 'loss', 'qty': 'qty', 'uom': 'uom'},
} %}
with

links as (

    {% for family, told in families.items() %}
    select
        fact_id,
        {% if told %}
        '{{ told.kind }}' as edge_kind,
        'possible' as evidence,
        'none' as time_basis,
        {{ month_of('from_at') }} as event_month,
        {% else %}
        edge_kind,
        evidence,
        time_basis,
        event_month,
        {% endif %}
        rule_id,
        from_node_id,
        to_node_id,
        from_at,
        until_at,
        closes_at,
        {{ told.get('qty', 'cast(null as decimal(18, 6))') }} as qty,
        {{ told.get('uom', 'cast(null as string)') }} as uom,
        work_order_code,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref(family) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    fact_id,
    edge_kind,
    from_node_id,
    to_node_id,
    evidence,
    rule_id,
    from_at,
    until_at,
    closes_at,
    time_basis,
    qty,
    uom,
    work_order_code,
    cast(null as string) as operation_run_id,
    cast(null as string) as place_code,
    false as is_returned,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from links
