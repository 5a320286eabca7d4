-- Grain: one row per pool of input gaps and lot whose code is spelled nearly like that of a lot
-- without origin that hangs there: the one that was probably meant.
with

suggestions as (

    select * from {{ ref('code_suggestions') }}
    where kind = 'lot'

),

gaps as (

    select
        gaps.node_id,
        gaps.pool_id,
        places.pool_id as open_pool_id
    from {{ ref('int_pooled_gaps') }} as gaps
    inner join {{ ref('int_input_places') }} as places on gaps.place_key = places.place_key

)

select
    gaps.pool_id,
    suggestions.lot_b_id as lot_id
from gaps
inner join suggestions on gaps.node_id = suggestions.lot_a_id
union
select
    gaps.open_pool_id as pool_id,
    suggestions.lot_b_id as lot_id
from gaps
inner join suggestions on gaps.node_id = suggestions.lot_a_id
