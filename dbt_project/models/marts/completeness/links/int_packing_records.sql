-- Grain: one row per row of packing that cannot be (LK-25, LK-26).
with

faults as (

    select * from {{ ref('int_packing_faults') }}

),

packings as (

    select * from {{ ref('stg_wms__handling_units') }}

),

records as (

    select
        faults.rule_id,
        'handling_unit' as subject_kind,
        faults.source_system || chr(31) || faults.unit_code as subject_key,
        packings.contract,
        packings.source_system,
        packings.source_file,
        packings.source_row,
        'S1' as severity,
        faults.words,
        packings.item_code,
        packings.qty as booked_qty,
        packings.uom as booked_uom,
        packings.packed_at_text as occurred_at_text,
        {{ untold([
            'note', 'lot_id', 'work_order_code', 'delivery_code', 'receipt_code', 'partner_code',
            'site_code',
        ]) }}
    from faults
    inner join packings
        on
            faults.source_system = packings.source_system
            and faults.row_key = packings.row_key
            and faults.row_hash = packings.row_hash

)

select {{ told_columns() }}
from records
