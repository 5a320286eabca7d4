-- Grain: one row per edge of a place with hold-up: what a turn left there -> who may have got it.
with

links as (

    select
        'held' as edge_kind,
        feeds.*
    from {{ ref('int_hold_up_feeds') }} as feeds
    union all
    select
        'held' as edge_kind,
        uses.*
    from {{ ref('int_hold_up_uses') }} as uses
    union all
    select
        'held' as edge_kind,
        returns.*
    from {{ ref('int_hold_up_returns') }} as returns
    union all
    select
        'carry' as edge_kind,
        carries.*
    from {{ ref('int_hold_up_carries') }} as carries

)

select
    fact_id,
    edge_kind,
    from_node_id,
    to_node_id,
    'possible' as evidence,
    'hold_up' as rule_id,
    cast(null as timestamp) as from_at,
    time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    work_order_code,
    operation_run_id,
    place_code,
    source_system,
    contract,
    source_file,
    source_row,
    event_month
from links
