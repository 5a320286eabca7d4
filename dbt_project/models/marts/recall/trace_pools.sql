-- Grain: one row per pool or state of a place.
with

pools as (

    select * from {{ ref('pools') }}
    union all
    select * from {{ ref('place_states') }}

)

select
    pool_id,
    pool_kind,
    item_code,
    site_code,
    place_code,
    {{ iso_instant('from_at') }} as from_at,
    {{ iso_instant('until_at') }} as until_at
from pools
