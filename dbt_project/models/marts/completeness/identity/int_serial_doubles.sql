-- Grain: one row per serial unit that is in two products or at two customers at once: built in by
-- more orders than gave it back, or shipped more often than it came back and one (ID-16).
with

serials as (

    select * from {{ ref('lots') }}
    where lot_kind = 'serial'

),

steps as (

    select
        lot_id,
        run_id,
        1 as built_in,
        0 as given_out,
        0 as shipped
    from {{ ref('consumptions') }}
    where not is_returned and evidence = 'confirmed'
    group by lot_id, run_id
    union all
    select
        lot_id,
        run_id,
        0 as built_in,
        1 as given_out,
        0 as shipped
    from {{ ref('outputs') }}
    where not is_returned and evidence = 'confirmed'
    group by lot_id, run_id
    union all
    select
        lot_id,
        cast(null as string) as run_id,
        0 as built_in,
        1 as given_out,
        0 as shipped
    from {{ ref('lot_origins') }}
    where origin <> 'produced'
    union all
    select
        lot_id,
        cast(null as string) as run_id,
        0 as built_in,
        0 as given_out,
        1 as shipped
    from {{ ref('shipments') }}
    where not is_listed_only
    group by lot_id, document_code
    union all
    select
        lot_id,
        cast(null as string) as run_id,
        0 as built_in,
        0 as given_out,
        -1 as shipped
    from {{ ref('customer_returns') }}

),

summed as (

    select
        steps.lot_id,
        cast(sum(steps.built_in) as bigint) as built_in,
        cast(sum(steps.given_out) as bigint) as given_out,
        cast(sum(steps.shipped) as bigint) as shipped
    from steps
    inner join serials on steps.lot_id = serials.lot_id
    group by steps.lot_id

)

select
    lot_id,
    built_in > given_out and built_in > 1 as is_built_in_twice,
    shipped > 1 as is_shipped_twice
from summed
where (built_in > given_out and built_in > 1) or shipped > 1
