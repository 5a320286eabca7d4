-- Grain: one row per consumption whose amount looks as if it was written in another unit (QT-06).
with

mistakes as (

    select * from {{ ref('int_unit_mistakes') }}

),

uses as (

    select * from {{ ref('consumptions') }}
    where not is_returned and base_qty > 0

),

records as (

    select
        'QT-06' as rule_id,
        'component' as subject_kind,
        mistakes.work_order_code || chr(31) || mistakes.item_code as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        {{ plain_number('uses.qty') }} || coalesce(' ' || uses.uom, '') as note,
        'S1' as severity,
        'Work order ' || mistakes.work_order_code || ' used '
        || {{ plain_number('mistakes.recorded_qty') }} || coalesce(' ' || mistakes.uom, '')
        || ' of item ' || mistakes.item_code || case
            when mistakes.mistake = 'over' then ' in one record'
            else ' in all'
        end || ' and needs ' || {{ plain_number('mistakes.need_qty') }}
        || ': the unit seems to be a thousand times too '
        || case when mistakes.mistake = 'over' then 'large' else 'small' end as words,
        mistakes.item_code,
        uses.lot_id,
        mistakes.work_order_code,
        uses.site_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from mistakes
    inner join uses
        on
            mistakes.work_order_code = uses.work_order_code
            and mistakes.item_code = uses.item_code
    where mistakes.mistake = 'under' or uses.base_qty > 10 * mistakes.need_qty

)

select {{ told_columns() }}
from records
