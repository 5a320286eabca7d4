-- Grain: one row per output that made a serial unit that another order made too, or more than one
-- piece of it (ID-15). An order that took the unit in gave it out again; an order for rework,
-- repacking or taking apart makes none.
with

serials as (

    select * from {{ ref('lots') }}
    where lot_kind = 'serial'

),

taken_in as (

    select
        run_id,
        lot_id
    from {{ ref('consumptions') }}
    group by run_id, lot_id

),

made as (

    select outputs.*
    from {{ ref('outputs') }} as outputs
    inner join serials on outputs.lot_id = serials.lot_id
    left join taken_in
        on outputs.run_id = taken_in.run_id and outputs.lot_id = taken_in.lot_id
    inner join {{ ref('work_orders') }} as orders
        on outputs.work_order_code = orders.work_order_code
    where
        not outputs.is_returned
        and outputs.evidence = 'confirmed'
        and taken_in.lot_id is null
        and coalesce(orders.order_type, '') not in ('rework', 'repack', 'disassembly')

),

doubled as (

    select
        lot_id,
        count(distinct run_id) as run_count
    from made
    group by lot_id
    having count(distinct run_id) > 1 or max(booked_qty) > 1

),

records as (

    select
        'ID-15' as rule_id,
        'serial' as subject_kind,
        made.lot_id as subject_key,
        made.contract,
        made.source_system,
        made.source_file,
        made.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Serial ' || coalesce(serials.lot_code, made.lot_id) || ' of item ' || made.item_code
        || case
            when doubled.run_count > 1 then ' was made by several orders'
            else ' was made in more than one piece'
        end as words,
        made.item_code,
        made.lot_id,
        made.work_order_code,
        made.site_code,
        made.booked_qty,
        made.booked_uom,
        made.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from made
    inner join serials on made.lot_id = serials.lot_id
    inner join doubled on made.lot_id = doubled.lot_id

)

select {{ told_columns() }}
from records
