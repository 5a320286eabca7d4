-- Grain: one row per consumption or output that was entered only after a lot of its order was first
-- shipped, later than entries may come, and that bears a time before that shipment.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
{% set scan = 60 * (var('scan_latency_minutes') | int) %}
{% set typed = 3600 * (var('entry_latency_hours') | int) %}
with

entries as (

    select * from {{ ref('int_entries') }}
    where
        contract in ('mes_consumptions', 'mes_outputs')
        and work_order_code is not null
        and delay_seconds
        > case when capture_method in ('scan', 'machine') then {{ scan }} else {{ typed }} end

),

made as (

    select
        work_order_code,
        lot_id
    from {{ ref('outputs') }}
    where work_order_code is not null and not is_unknown_lot and not is_returned
    group by work_order_code, lot_id

),

left_at as (

    select
        made.work_order_code,
        shipments.delivery_code,
        shipments.occurred_at_text,
        shipments.source_system,
        shipments.contract,
        shipments.source_file,
        shipments.source_row,
        windows.earliest_at,
        windows.latest_at,
        row_number() over (
            partition by made.work_order_code
            order by
                windows.latest_at asc nulls last,
                shipments.contract asc nulls last,
                shipments.source_file asc nulls last,
                shipments.source_row asc nulls last,
                shipments.fact_id asc nulls last
        ) as shipment_no
    from made
    inner join {{ ref('shipments') }} as shipments on made.lot_id = shipments.lot_id
    inner join {{ ref('int_fact_windows') }} as windows on shipments.fact_id = windows.fact_id
    where windows.latest_at is not null and windows.is_zoned and shipments.evidence <> 'possible'

)

-- All columns of an entry.
select
    entries.*,  -- noqa: AM04
    left_at.delivery_code,
    left_at.occurred_at_text as shipped_text,
    left_at.source_system as shipment_system,
    left_at.contract as shipment_contract,
    left_at.source_file as shipment_file,
    left_at.source_row as shipment_row
from entries
inner join left_at
    on
        entries.work_order_code = left_at.work_order_code
        and left_at.shipment_no = 1
where
    {{ shift_seconds('entries.recorded_at', -tolerance) }} > left_at.latest_at
    and {{ shift_seconds('entries.ended_until', tolerance) }} < left_at.earliest_at
