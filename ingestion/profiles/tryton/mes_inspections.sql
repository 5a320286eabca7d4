-- Grain: one row per quality inspection and lot it speaks of.
with

final as (

    select
        concat_ws(':', inspected_lots.inspection, inspected_lots.item_code, inspected_lots.lot_uid)
            as inspection_id,
        inspected_lots.item_code,
        inspected_lots.lot_code,
        inspected_lots.lot_uid,
        case
            when inspected_lots.origin like 'stock.shipment.in,%' then 'incoming'
            when inspected_lots.origin like 'stock.shipment.out.return,%' then 'incoming'
            when inspected_lots.origin like 'stock.shipment.out,%' then 'final'
            when control.operations like '%production:do%' then 'final'
            when inspected_lots.origin like 'production,%' then 'in_process'
        end as inspection_type,
        inspected_lots.work_order_code,
        inspected_lots.receipt_code,
        control.name as characteristic,
        inspection.points as result_value,
        case inspection.state
            when 'passed' then 'pass'
            when 'failed' then 'fail'
            else inspection.state
        end as verdict,
        given(inspection.processed_at) as inspected_at,
        coalesce(
            persons.person, 'company.employee,' || record_id(inspection.processed_by)
        ) as inspector_code,
        inspection.source_file,
        inspection.source_row
    from quality_inspection as inspection
    inner join inspected_lots on record_id(inspection.id) = inspected_lots.inspection
    left join records('quality_control') as control on record_id(inspection.control) = control.id
    left join persons on record_id(inspection.processed_by) = persons.employee_id

)

select * from final
