-- Grain: one row per movement of a handling unit that nothing is recorded as packed in (LK-25),
-- where its source tells packing at all.
with

packings as (

    select * from {{ ref('stg_wms__handling_units') }}

),

told_units as (

    select
        source_system,
        parent_code as unit_code
    from packings
    union
    select
        source_system,
        child_code as unit_code
    from packings

),

telling_sources as (

    select source_system from packings
    group by source_system

),

records as (

    select
        'LK-25' as rule_id,
        'handling_unit' as subject_kind,
        movements.source_system || chr(31) || movements.handling_unit_code as subject_key,
        movements.contract,
        movements.source_system,
        movements.source_file,
        movements.source_row,
        'S1' as severity,
        'Nothing is recorded as packed in handling unit ' || movements.handling_unit_code as words,
        movements.item_code,
        case when not movements.is_unknown_lot then movements.lot_id end as lot_id,
        movements.work_order_code,
        movements.delivery_code,
        movements.receipt_code,
        movements.partner_code,
        movements.site_code,
        movements.booked_qty,
        movements.booked_uom,
        movements.occurred_at_text,
        {{ untold(['note']) }}
    from {{ ref('int_postings_standing') }} as movements
    inner join telling_sources on movements.source_system = telling_sources.source_system
    left join told_units
        on
            movements.source_system = told_units.source_system
            and movements.handling_unit_code = told_units.unit_code
    where movements.handling_unit_code is not null and told_units.unit_code is null

)

select {{ told_columns() }}
from records
