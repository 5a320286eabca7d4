-- Grain: one row per loss pool: the runs that used an item at a site within ten days.
with

uses as (

    select
        pool_key,
        min(item_code) as item_code,
        min(site_code) as site_code,
        case when count(from_at) = count(*) then min(from_at) end as from_at,
        case when count(until_at) = count(*) then max(until_at) end as until_at,
        case when count(closes_at) = count(*) then max(closes_at) end as closes_at
    from {{ ref('int_item_uses') }}
    group by pool_key

),

hashed as (

    select
        *,
        {{ sha256_hex('pool_key') }} as pool_hash
    from uses

)

select
    pool_key,
    'P' || {{ base32('pool_hash') }} as pool_id,
    item_code,
    site_code,
    from_at,
    until_at,
    closes_at
from hashed
