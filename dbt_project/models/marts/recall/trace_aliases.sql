-- Grain: one row per former id of a lot.
with

aliases as (

    select * from {{ ref('lot_aliases') }}

)

select
    alias_id,
    lot_id
from aliases
