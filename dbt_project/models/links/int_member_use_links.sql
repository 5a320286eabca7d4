-- Grain: one row per run that used a lot named alone and serial unit of it that may have been
-- meant: serial -> run, possible. The first such row of the run stands for the record.
with

consumptions as (

    select
        *,
        row_number() over (
            partition by run_id, lot_id
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as row_no
    from {{ ref('consumptions') }}

),

members as (

    select * from {{ ref('int_loose_members') }}

)

select
    consumptions.fact_id || chr(31) || members.serial_lot_id as fact_id,
    'member_use' as edge_kind,
    members.serial_lot_id as from_node_id,
    consumptions.run_id as to_node_id,
    'possible' as evidence,
    'lot_row_of_serials' as rule_id,
    cast(null as timestamp) as from_at,
    cast(null as timestamp) as until_at,
    cast(null as timestamp) as closes_at,
    consumptions.time_basis,
    cast(null as decimal(18, 6)) as qty,
    cast(null as string) as uom,
    consumptions.work_order_code,
    consumptions.operation_run_id,
    consumptions.place_code,
    consumptions.is_returned,
    consumptions.source_system,
    consumptions.contract,
    consumptions.source_file,
    consumptions.source_row,
    consumptions.event_month
from consumptions
inner join members on consumptions.lot_id = members.lot_id
where consumptions.row_no = 1
