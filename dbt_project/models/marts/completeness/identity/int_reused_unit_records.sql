-- Grain: one row per shipment of a handling unit with an SSCC (18 digits, or 20 with their
-- identifier) that another delivery shipped within a year (ID-16).
{% set year_seconds = 365 * 24 * 60 * 60 %}
with

shipments as (

    select *
    from {{ ref('int_postings_standing') }}
    where
        fact_type = 'shipment'
        and contract = 'wms_movements'
        and length(handling_unit_code) in (18, 20)
        and translate(handling_unit_code, '0123456789', '') = ''
        and delivery_code is not null
        and coalesce(signed_qty > 0, true)

),

deliveries as (

    select
        handling_unit_code,
        delivery_code,
        min(occurred_at) as shipped_at
    from shipments
    group by handling_unit_code, delivery_code

),

ordered as (

    select
        *,
        lag(shipped_at) over (
            partition by handling_unit_code
            order by shipped_at asc nulls last, delivery_code asc nulls last
        ) as before_at,
        lag(delivery_code) over (
            partition by handling_unit_code
            order by shipped_at asc nulls last, delivery_code asc nulls last
        ) as before_code
    from deliveries

),

reused as (

    select handling_unit_code from ordered
    where
        before_code is not null
        and coalesce({{ seconds_between('before_at', 'shipped_at') }} < {{ year_seconds }}, true)
    group by handling_unit_code

),

records as (

    select
        'ID-16' as rule_id,
        'handling_unit' as subject_kind,
        shipments.handling_unit_code as subject_key,
        shipments.contract,
        shipments.source_system,
        shipments.source_file,
        shipments.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Handling unit ' || shipments.handling_unit_code
        || ' was shipped by several deliveries within a year: its SSCC was used again' as words,
        shipments.item_code,
        case when not shipments.is_unknown_lot then shipments.lot_id end as lot_id,
        shipments.work_order_code,
        shipments.delivery_code,
        shipments.receipt_code,
        shipments.partner_code,
        shipments.site_code,
        shipments.booked_qty,
        shipments.booked_uom,
        shipments.occurred_at_text
    from shipments
    inner join reused on shipments.handling_unit_code = reused.handling_unit_code

)

select {{ told_columns() }}
from records
