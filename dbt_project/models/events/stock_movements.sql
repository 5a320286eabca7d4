-- Grain: one row per change of a site's stock: one fact, or one side of a lot pair.
with

flows as (

    select * from {{ ref('int_order_flows') }}
    union all
    select * from {{ ref('int_document_flows') }}
    union all
    select * from {{ ref('int_warehouse_flows') }}
    union all
    select * from {{ ref('int_transformation_flows') }}

)

select
    ---------- ids
    fact_id,
    flow_kind,
    lot_id,
    is_unknown_lot,

    ---------- what: + into the site's stock, - out of it
    site_code,
    item_code,
    cast(flow_qty as decimal(18, 6)) as flow_qty,
    flow_uom,
    is_transfer,
    work_order_code,

    ---------- when
    occurred_at,
    occurred_at_text,
    time_basis,

    ---------- record
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('occurred_at') }} as event_month
from flows
