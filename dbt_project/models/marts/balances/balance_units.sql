-- Grain: one row per item, unit and other unit that it can be turned into; item_code '' = any item.
with

unit_paths as (

    select * from {{ ref('unit_paths') }}

)

select
    item_code,
    from_uom,
    to_uom,
    factor,
    path_rank
from unit_paths
