-- Grain: one row per packed move of a package, and one per package inside another.
with

packages as (

    select
        record_id(id) as package_id,
        unique_code(coalesce(given(number), given(code), 'stock.package,' || id), id)
            as package_code,
        record_id(parent) as parent_id,
        source_file,
        source_row
    from records('stock_package')

),

packed as (

    select
        record_id(stock_move.package) as package_id,
        moves.*
    from stock_move
    inner join moves
        on stock_move.source_file = moves.source_file and stock_move.source_row = moves.source_row
    where record_id(stock_move.package) is not null and moves.state = 'done'

)

select
    packages.package_code as parent_code,
    null as child_code,
    packed.item_code,
    packed.lot_code,
    packed.lot_uid,
    packed.qty,
    packed.uom,
    packed.moved_at as packed_at,
    packages.source_file,
    packages.source_row
from packages
inner join packed on packages.package_id = packed.package_id

union all

select
    outer_package.package_code as parent_code,
    packages.package_code as child_code,
    null as item_code,
    null as lot_code,
    null as lot_uid,
    null as qty,
    null as uom,
    null as packed_at,
    packages.source_file,
    packages.source_row
from packages
inner join packages as outer_package on packages.parent_id = outer_package.package_id
