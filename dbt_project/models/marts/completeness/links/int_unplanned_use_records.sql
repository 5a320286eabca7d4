-- Grain: one row per use of an item that its order did not plan (LK-06, LK-07, LK-12).
with

unplanned as (

    select * from {{ ref('int_unplanned_uses') }}

),

uses as (

    select * from {{ ref('consumptions') }}

),

records as (

    select
        unplanned.rule_id,
        'component' as subject_kind,
        uses.work_order_code || chr(31) || uses.item_code as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Work order ' || uses.work_order_code
        || coalesce(' for item ' || unplanned.product_code, '') || ' used item '
        || uses.item_code || case unplanned.rule_id
            when 'LK-12' then ', a product, and is no order for rework, repacking or taking apart'
            when 'LK-07' then ', which only another revision of its bill of materials asks for'
            else ', which its bill of materials does not name, not as an alternate either'
        end as words,
        uses.item_code,
        uses.lot_id,
        uses.work_order_code,
        uses.site_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from uses
    inner join unplanned on uses.fact_id = unplanned.fact_id

)

select {{ told_columns() }}
from records
