-- Grain: one row per party, people included. Address columns of all versions of Tryton are read.
with

suppliers as (

    select supplier_id as party_id from shipments
    union
    select record_id(party) from purchase_purchase
    union
    select record_id(supplier) from production_routing

),

customers as (

    select customer_id as party_id from shipments
    union
    select record_id(party) from sale_sale
    union
    select record_id(party) from sale_rental

),

ship_tos as (

    select ship_to_id as party_id from shipments
    union
    select record_id(shipment_party) from sale_sale

),

addresses as (

    select
        record_id(home.party) as party_id,
        country.code as country,
        nullif(concat_ws(
            ', ',
            replace(given(home.street), chr(10), ', '),
            replace(given(home.street_unstructured), chr(10), ', '),
            nullif(concat_ws(' ', given(home.street_name), given(home.building_number)), ''),
            nullif(concat_ws(' ', given(home.postal_code), given(home.zip), given(home.city)), '')
        ), '') as address
    from records('party_address') as home
    left join records('country_country') as country on record_id(home.country) = country.id
    where coalesce(is_yes(home.active), true)
    qualify
        row_number() over (
            partition by record_id(home.party)
            order by try_cast(home.sequence as integer) nulls last, try_cast(home.id as bigint)
        ) = 1

),

contacts as (

    select
        record_id(party) as party_id,
        type,
        value,
        row_number() over (
            partition by record_id(party), type
            order by try_cast(sequence as integer) nulls last, try_cast(id as bigint)
        ) as rank
    from records('party_contact_mechanism')
    where coalesce(is_yes(active), true) and given(value) is not null

),

reached as (

    select
        party_id,
        max(value) filter (type = 'email') as email,
        coalesce(max(value) filter (type = 'phone'), max(value) filter (type = 'mobile')) as phone
    from contacts
    where rank = 1
    group by party_id

)

select
    parties.partner_code,
    parties.party_name as partner_name,
    cast(suppliers.party_id is not null as varchar) as is_supplier,
    cast(customers.party_id is not null as varchar) as is_customer,
    cast(ship_tos.party_id is not null as varchar) as is_ship_to,
    addresses.country,
    addresses.address,
    reached.email,
    reached.phone,
    party.source_file,
    party.source_row
from party_party as party
inner join parties on record_id(party.id) = parties.party_id
left join suppliers on parties.party_id = suppliers.party_id
left join customers on parties.party_id = customers.party_id
left join ship_tos on parties.party_id = ship_tos.party_id
left join addresses on parties.party_id = addresses.party_id
left join reached on parties.party_id = reached.party_id
