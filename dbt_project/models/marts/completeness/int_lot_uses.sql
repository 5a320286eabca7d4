-- Grain: one row per consumption, giving side of a lot pair and shipment that names its lot for
-- sure. What came back whole, and a lot that is one of several in a cell, was not surely used.
with

windows as (

    select * from {{ ref('int_fact_windows') }}

),

uses as (

    select
        'TM-01' as rule_id,
        'consumption' as subject_kind,
        fact_id as subject_key,
        fact_id,
        lot_id,
        work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as partner_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        'Work order ' || coalesce(work_order_code, '(none)') || ' used' as act
    from {{ ref('consumptions') }}
    where not is_unknown_lot and not is_returned and evidence <> 'possible'
    union all
    select
        'TM-01' as rule_id,
        'consumption' as subject_kind,
        fact_id as subject_key,
        fact_id,
        from_lot_id as lot_id,
        work_order_code,
        cast(null as string) as delivery_code,
        cast(null as string) as partner_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        'A ' || transformation_kind || ' took' as act
    from {{ ref('lot_transformations') }}
    where not is_unknown_from_lot
    union all
    select
        'TM-02' as rule_id,
        'shipment' as subject_kind,
        document_code as subject_key,
        fact_id,
        lot_id,
        cast(null as string) as work_order_code,
        delivery_code,
        customer_code as partner_code,
        site_code,
        booked_qty,
        booked_uom,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        'Delivery ' || coalesce(delivery_code, '(none)') || ' shipped' as act
    from {{ ref('shipments') }}
    where not is_unknown_lot and evidence <> 'possible'

)

select
    uses.*,
    windows.latest_at,
    windows.is_zoned,
    windows.is_whole_day
from uses
inner join windows on uses.fact_id = windows.fact_id
where windows.latest_at is not null
