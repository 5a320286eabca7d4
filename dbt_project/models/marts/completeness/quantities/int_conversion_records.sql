-- Grain: one row per unit conversion that another load says otherwise (changed), or that the
-- conversion the other way round contradicts by more than one percent (QT-07, subject conversion).
with

versions as (

    select * from {{ ref('int_conversion_versions') }}

),

pairs as (

    select
        conversions.*,
        backwards.factor as back_factor
    from {{ ref('stg_erp__uom_conversions') }} as conversions
    inner join {{ ref('stg_erp__uom_conversions') }} as backwards
        on
            conversions.from_uom = backwards.to_uom
            and conversions.to_uom = backwards.from_uom
            and coalesce(conversions.item_code, '') = coalesce(backwards.item_code, '')
    where
        conversions.from_uom < conversions.to_uom
        and abs(cast(conversions.factor as double) * cast(backwards.factor as double) - 1) > 0.01

),

told as (

    select
        item_code,
        from_uom,
        to_uom,
        contract,
        source_system,
        source_file,
        source_row,
        'factor ' || {{ plain_number('factor') }} as note,
        'S1' as severity,
        ' was said to be ' || {{ plain_number('lowest_factor') }} || ' and '
        || {{ plain_number('highest_factor') }} || ' in turn' as words_after
    from versions
    union all
    select
        item_code,
        from_uom,
        to_uom,
        contract,
        source_system,
        source_file,
        source_row,
        'factor ' || {{ plain_number('factor') }} as note,
        'S1' as severity,
        ' is ' || {{ plain_number('factor') }} || ', and the other way round '
        || {{ plain_number('back_factor') }} as words_after
    from pairs

),

records as (

    select
        'QT-07' as rule_id,
        'conversion' as subject_kind,
        coalesce(item_code, '') || chr(31) || from_uom || chr(31) || to_uom as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        note,
        severity,
        'The conversion from ' || from_uom || ' to ' || to_uom
        || coalesce(' of item ' || item_code, '') || words_after as words,
        item_code,
        {{ untold([
            'lot_id', 'work_order_code', 'delivery_code', 'receipt_code', 'partner_code',
            'site_code', 'booked_qty', 'booked_uom', 'occurred_at_text',
        ]) }}
    from told

)

select {{ told_columns() }}
from records
