-- All locations above a location, itself included, by the chain of parents: left and right are
-- often empty or stale in an export.
create or replace table location_chains as
with recursive

parents as (

    select
        id as location_id,
        record_id(parent) as parent_id
    from records('stock_location')

),

chains as (

    select
        location_id,
        location_id as above_id,
        0 as depth,
        [location_id] as path
    from parents

    union all

    select
        chains.location_id,
        parents.parent_id as above_id,
        chains.depth + 1 as depth,
        list_append(chains.path, parents.parent_id) as path
    from chains
    inner join parents on chains.above_id = parents.location_id
    where
        parents.parent_id is not null
        and not list_contains(chains.path, parents.parent_id)

)

select
    location_id,
    above_id,
    depth
from chains;

-- Production, transit and loss locations stand outside the tree of their warehouse: they belong
-- to the one warehouse that names them, and to none when several do.
create or replace table named_locations as
with

named as (

    select
        id as warehouse_id,
        unnest([
            record_id(input_location),
            record_id(output_location),
            record_id(storage_location),
            record_id(picking_location),
            record_id(lost_found_location),
            record_id(production_location),
            record_id(production_picking_location),
            record_id(production_output_location),
            record_id(supplier_return_location),
            record_id(rental_location)
        ]) as location_id
    from records('stock_location')
    where type = 'warehouse'

)

select
    location_id,
    min(warehouse_id) as warehouse_id
from named
where location_id is not null
group by location_id
having count(distinct warehouse_id) = 1;
