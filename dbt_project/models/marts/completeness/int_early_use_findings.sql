-- Grain: one row per consumption or lot pair (TM-01) and per delivery (TM-02) that used or shipped
-- a lot before it was received or made.
with

uses as (

    select * from {{ ref('int_early_uses') }}

),

births as (

    select * from {{ ref('int_first_births') }}

),

lots as (

    select * from {{ ref('lots') }}

),

told as (

    select
        uses.rule_id,
        uses.subject_kind,
        uses.subject_key,
        min(uses.act) as act,
        count(distinct uses.lot_id) as lot_count,
        min(coalesce(lots.lot_code, lots.lot_id)) as first_lot_code,
        min(births.arrival_kind) as arrival_kind,
        min(births.occurred_at_text) as arrived_at,
        {{ only('lots.item_code') }} as item_code,
        {{ only('uses.lot_id') }} as lot_id,
        {{ only('lots.lot_code') }} as lot_code,
        {{ only('uses.work_order_code') }} as work_order_code,
        {{ only('uses.delivery_code') }} as delivery_code,
        {{ only('uses.partner_code') }} as partner_code,
        {{ only('uses.site_code') }} as site_code,
        {{ only('uses.source_system') }} as source_system,
        case
            when min(lots.item_code) = max(lots.item_code)
                then {{ total_qty('uses.booked_qty', 'uses.booked_uom') }}
        end as qty,
        case when min(lots.item_code) = max(lots.item_code) then {{ only('uses.booked_uom') }} end
            as uom,
        min(uses.occurred_at_text) as occurred_at,
        cast(count(*) as bigint) as record_count
    from uses
    inner join births on uses.lot_id = births.lot_id
    inner join lots on uses.lot_id = lots.lot_id
    group by uses.rule_id, uses.subject_kind, uses.subject_key

),

findings as (

    select
        rule_id,
        subject_kind,
        subject_key,
        'S1' as severity,
        act || case
            when lot_count = 1
                then
                    ' lot ' || first_lot_code || ' of item ' || item_code || ' on ' || occurred_at
                    || ', before it was ' || arrival_kind || coalesce(' on ' || arrived_at, '')
            else
                ' ' || cast(lot_count as string)
                || ' lots before they were received or made, the first on ' || occurred_at
        end || ' (' || cast(record_count as string)
        || case when record_count = 1 then ' record).' else ' records).' end as message,
        item_code,
        lot_id,
        lot_code,
        work_order_code,
        delivery_code,
        cast(null as string) as receipt_code,
        partner_code,
        site_code,
        cast(null as string) as line_code,
        cast(null as string) as shift_code,
        source_system,
        qty,
        uom,
        occurred_at,
        record_count
    from told

)

select {{ finding_columns() }}
from findings
