-- Grain: one row per consumption of a component of which a closed order used far more than its bill
-- of materials wants for what was made (QT-10). Far less than that is LK-05; amounts that cannot be
-- at all count there and in QT-06.
with

outliers as (

    select * from {{ ref('int_component_groups') }}
    where
        order_status = 'closed'
        and impossible_count = 0
        and need_qty > 0
        and used_qty > need_qty * (1 + {{ var('use_outlier_percent') }} / 100.0)
        and used_qty - need_qty > 0.005 * row_count

),

uses as (

    select * from {{ ref('consumptions') }}
    where not is_returned

),

needs as (

    select
        work_order_code,
        item_code,
        group_key
    from {{ ref('int_order_needs') }}

),

records as (

    select
        'QT-10' as rule_id,
        'component' as subject_kind,
        outliers.work_order_code || chr(31) || outliers.group_key as subject_key,
        uses.contract,
        uses.source_system,
        uses.source_file,
        uses.source_row,
        cast(null as string) as note,
        'S2' as severity,
        'Work order ' || outliers.work_order_code || ' used '
        || {{ plain_number('outliers.used_qty') }} || coalesce(' ' || outliers.uom, '')
        || ' of item ' || outliers.item_code || ', and what it made needs '
        || {{ plain_number('outliers.need_qty') }} as words,
        outliers.item_code,
        uses.lot_id,
        outliers.work_order_code,
        uses.site_code,
        uses.booked_qty,
        uses.booked_uom,
        uses.occurred_at_text,
        {{ untold(['delivery_code', 'receipt_code', 'partner_code']) }}
    from outliers
    inner join needs
        on
            outliers.work_order_code = needs.work_order_code
            and outliers.group_key = needs.group_key
    inner join uses
        on
            needs.work_order_code = uses.work_order_code
            and needs.item_code = uses.item_code

)

select {{ told_columns() }}
from records
