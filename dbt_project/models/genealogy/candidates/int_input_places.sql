-- Grain: one row per item and site with input gaps, and the pool where its candidates with an open
-- end wait: they are linked once, not once a day.
with

places as (

    select
        place_key,
        min(item_code) as item_code,
        min(site_code) as site_code,
        cast(min(least_qty) as decimal(18, 6)) as least_qty
    from {{ ref('int_input_pools') }}
    group by place_key

),

hashed as (

    select
        *,
        {{ sha256_hex("'inputs' || chr(31) || place_key || chr(31) || 'open'") }} as pool_hash
    from places

)

select
    place_key,
    item_code,
    site_code,
    least_qty,
    'P' || {{ base32('pool_hash') }} as pool_id
from hashed
