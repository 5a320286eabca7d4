-- Grain: one row per measure and site: of how many records, lots or customers it holds what a
-- standard asks for, of how many there are, and from which day to which they reach.
{% set measures = {
    'supplier_known': ("step = 'receipt'", 'has_partner'),
    'supplier_lot_known': ("step = 'receipt'", 'has_supplier_lot'),
    'received_lot_known': ("step = 'receipt'", 'has_lot'),
    'used_lot_known': ("step = 'use'", 'has_lot'),
    'packaging_lot_known': ("step = 'use' and is_packaging", 'has_lot'),
    'made_lot_known': ("step = 'output'", 'has_lot'),
    'rework_lot_known': ("step in ('use', 'output') and is_rework", 'has_lot'),
    'shipped_lot_known': ("step = 'shipment'", 'has_lot'),
    'customer_known': ("step = 'shipment'", 'has_partner'),
    'serial_known': ("step in ('output', 'shipment') and is_serial_managed", 'has_serial'),
    'listed_receiving': ("step = 'receipt' and is_listed_food", 'has_listed_fields'),
    'listed_transformation': (
        "step in ('use', 'output') and is_listed_food", 'has_listed_fields'
    ),
    'listed_shipping': ("step = 'shipment' and is_listed_food", 'has_listed_fields'),
} %}
with

steps as (

    select * from {{ ref('int_recorded_steps') }}

),

customers as (

    select
        customer_code,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at
    from {{ ref('shipments') }}
    where customer_code is not null
    group by customer_code

),

measured as (

    {% for measure, (subjects, holds) in measures.items() %}
    select
        '{{ measure }}' as measure,
        site_code,
        case when {{ holds }} then record_count else 0 end as part_count,
        record_count as whole_count,
        first_at,
        last_at
    from steps
    where {{ subjects }}
    union all
    {% endfor %}
    select
        'status_known' as measure,
        coalesce(site_code, '') as site_code,
        case when lot_status is not null then 1 else 0 end as part_count,
        1 as whole_count,
        cast(null as timestamp) as first_at,
        cast(null as timestamp) as last_at
    from {{ ref('trace_lots') }}
    where not is_unknown and on_hand_qty > 0
    union all
    select
        'customer_reachable' as measure,
        '' as site_code,
        case when partners.phone is not null or partners.email is not null then 1 else 0 end
            as part_count,
        1 as whole_count,
        customers.first_at,
        customers.last_at
    from customers
    left join {{ ref('partners') }} as partners on customers.customer_code = partners.partner_code

)

select
    measure,
    site_code,
    cast(sum(part_count) as bigint) as numerator,
    cast(sum(whole_count) as bigint) as denominator,
    {{ iso_date('min(first_at)') }} as first_date,
    {{ iso_date('max(last_at)') }} as last_date
from measured
group by measure, site_code
