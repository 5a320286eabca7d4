-- kind: where goods physically are. Consigned goods of a supplier in our warehouse are in our
-- hands; our goods on consignment at a customer, and rented ones, are in the customer's.
create or replace table places as
with

above as (

    select
        chain.location_id,
        bool_or(location.type in ('customer', 'rental')) as is_at_customer,
        bool_or(location.type = 'warehouse') as is_in_warehouse,
        arg_min(
            case when location.type = 'warehouse' then location.id end, chain.depth
        ) as parent_id,
        arg_min(named.warehouse_id, chain.depth) as namer_id,
        arg_min(record_id(location.consignment_party), chain.depth) as consignment_party_id
    from location_chains as chain
    inner join records('stock_location') as location on chain.above_id = location.id
    left join named_locations as named on chain.above_id = named.location_id
    group by chain.location_id

),

warehouses as (

    select
        id,
        unique_code(coalesce(given(code), given(name), 'stock.location,' || id), id) as site_code
    from records('stock_location')
    where type = 'warehouse'

)

select
    location.id as location_id,
    above.consignment_party_id,
    warehouses.site_code,
    unique_code(
        coalesce(given(location.code), given(location.name), 'stock.location,' || location.id),
        location.id
    ) as location_code,
    case
        when above.is_at_customer then 'customer'
        when location.type = 'supplier' and above.is_in_warehouse then 'storage'
        when location.type in ('supplier', 'lost_found', 'production', 'drop') then location.type
        when location.type in ('storage', 'view', 'warehouse') or above.is_in_warehouse
            then 'storage'
    end as kind
from records('stock_location') as location
inner join above on location.id = above.location_id
left join warehouses on coalesce(above.parent_id, above.namer_id) = warehouses.id;
