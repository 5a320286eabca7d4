-- Grain: one row per use or shipment of a lot that was not free and rule that says so, and per
-- record that gave the status, to compare with.
with

barred as (

    select
        *,
        lot_id || chr(31) || subject_kind as barred_key,
        case when subject_kind = 'shipment' then 'shipped' else 'used' end as done
    from {{ ref('int_barred_uses') }}

),

subjects as (

    select
        barred.rule_barred as rule_id,
        barred.subject_kind,
        barred.barred_key as subject_key,
        barred.contract,
        barred.source_system,
        barred.source_file,
        barred.source_row,
        'on ' || barred.occurred_at_text as note,
        barred.lot_id,
        barred.work_order_code,
        barred.delivery_code,
        barred.partner_code,
        barred.site_code,
        barred.booked_qty,
        barred.booked_uom,
        barred.occurred_at_text,
        barred.done,
        barred.lot_status,
        row_number() over (
            partition by barred.rule_barred, barred.fact_id, barred.lot_id
            order by
                barred.status_contract asc nulls last,
                barred.status_file asc nulls last,
                barred.status_row asc nulls last
        ) as status_no
    from barred

),

statuses as (

    select
        rule_barred as rule_id,
        subject_kind,
        barred_key as subject_key,
        status_contract as contract,
        status_system as source_system,
        status_file as source_file,
        status_row as source_row,
        'compared with: ' || lot_status || ' on ' || given_text as note,
        lot_id,
        min(done) as done,
        min(lot_status) as lot_status
    from barred
    group by
        rule_barred, subject_kind, barred_key, status_contract, status_system, status_file,
        status_row, lot_status, given_text, lot_id

)

select
    rule_id,
    subject_kind,
    subject_key,
    contract,
    source_system,
    source_file,
    source_row,
    note,
    lot_id,
    work_order_code,
    delivery_code,
    partner_code,
    site_code,
    booked_qty,
    booked_uom,
    occurred_at_text,
    done,
    lot_status
from subjects
where status_no = 1
union all
select
    rule_id, subject_kind, subject_key, contract, source_system, source_file, source_row, note,
    lot_id,
    {{ untold([
        'work_order_code', 'delivery_code', 'partner_code', 'site_code', 'booked_qty',
        'booked_uom', 'occurred_at_text',
    ]) }},
    done, lot_status
from statuses
