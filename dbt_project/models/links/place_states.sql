-- Grain: one row per state of a place that holds material: a node that links what went in to what
-- came out.
with

tanks as (

    select * from {{ ref('tank_states') }}

),

turns as (

    select * from {{ ref('hold_up_states') }}

)

select
    pool_id,
    'tank' as pool_kind,
    item_code,
    site_code,
    place_code,
    case when from_at > cast('0001-01-01' as timestamp) then from_at end as from_at,
    cast(null as timestamp) as until_at
from tanks
union all
select
    pool_id,
    'hold_up' as pool_kind,
    cast(null as string) as item_code,
    site_code,
    place_code,
    case when from_at > cast('0001-01-01' as timestamp) then from_at end as from_at,
    case when until_at < cast('9999-12-31' as timestamp) then until_at end as until_at
from turns
