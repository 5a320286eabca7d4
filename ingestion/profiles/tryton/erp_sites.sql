-- Grain: one row per warehouse. It is our own when its address is that of a company of the
-- database, a subcontractor's when it is that of a party some routing hands orders to.
select
    places.site_code,
    location.name as site_name,
    case
        when record_id(address.party) in (select record_id(own.party) from company_company as own)
            then 'own'
        when
            record_id(address.party) in (
                select record_id(routing.supplier) from production_routing as routing
            )
            then 'subcontractor'
    end as site_type,
    location.source_file,
    location.source_row
from stock_location as location
inner join places on record_id(location.id) = places.location_id
left join records('party_address') as address on record_id(location.address) = address.id
where location.type = 'warehouse'
