-- Grain: one row per input gap and the pool it hangs on: that of its item, site and day.
with

gaps as (

    select
        *,
        coalesce({{ iso_date('from_at') }}, 'none') as pool_day,
        {{ joined(['item_code', 'site_code']) }} as place_key
    from {{ ref('int_input_gaps') }}

),

keys as (

    select
        place_key,
        pool_day,
        {{ sha256_hex("'inputs' || chr(31) || place_key || chr(31) || pool_day") }} as pool_hash
    from gaps
    group by place_key, pool_day

),

pools as (

    select
        place_key,
        pool_day,
        'P' || {{ base32('pool_hash') }} as pool_id
    from keys

)

select
    gaps.*,  -- noqa: AM04
    pools.pool_id
from gaps
inner join pools on gaps.place_key = pools.place_key and gaps.pool_day = pools.pool_day
