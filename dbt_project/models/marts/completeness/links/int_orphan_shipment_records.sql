-- Grain: one row per shipment to nobody, or to an address that is another customer's (LK-09). Where
-- a source never says whose its shipments are, nothing is missing from it; an address without a
-- parent in the partner master may be anybody's.
with

shipments as (

    select * from {{ ref('shipments') }}
    where not is_listed_only

),

naming_sources as (

    select source_system from shipments
    where customer_code is not null
    group by source_system

),

judged as (

    select
        shipments.*,
        case
            when shipments.customer_code is null and naming_sources.source_system is not null
                then ', and no record says to whom'
            when
                shipments.ship_to_code <> shipments.customer_code
                and addresses.parent_partner_code <> shipments.customer_code
                and addresses.parent_partner_code
                <> coalesce(customers.parent_partner_code, shipments.ship_to_code)
                and coalesce(customers.parent_partner_code, '') <> shipments.ship_to_code
                then
                    ' for customer ' || shipments.customer_code || ' to address '
                    || shipments.ship_to_code || ', which belongs to '
                    || addresses.parent_partner_code
        end as fault
    from shipments
    left join naming_sources on shipments.source_system = naming_sources.source_system
    left join {{ ref('partners') }} as addresses
        on shipments.ship_to_code = addresses.partner_code
    left join {{ ref('partners') }} as customers
        on shipments.customer_code = customers.partner_code

),

records as (

    select
        'LK-09' as rule_id,
        'shipment' as subject_kind,
        coalesce(judged.delivery_code, judged.fact_id) || chr(31) || judged.item_code
            as subject_key,
        judged.contract,
        judged.source_system,
        judged.source_file,
        judged.source_row,
        cast(null as string) as note,
        'S1' as severity,
        'Delivery ' || coalesce(judged.delivery_code, '(none)') || ' shipped item '
        || judged.item_code || judged.fault as words,
        judged.item_code,
        judged.lot_id,
        judged.delivery_code,
        judged.customer_code as partner_code,
        judged.site_code,
        judged.booked_qty,
        judged.booked_uom,
        judged.occurred_at_text,
        {{ untold(['work_order_code', 'receipt_code']) }}
    from judged
    where judged.fault is not null

)

select {{ told_columns() }}
from records
