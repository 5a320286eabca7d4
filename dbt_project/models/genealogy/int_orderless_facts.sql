-- Grain: one row per run without order: a lot was used or made, and no record says for what.
with

facts as (

    select
        run_id,
        item_code,
        'used' as act
    from {{ ref('consumptions') }}
    where work_order_code is null
    union all
    select
        run_id,
        item_code,
        'made' as act
    from {{ ref('outputs') }}
    where work_order_code is null

),

runs as (

    select
        run_id,
        min(item_code) as item_code,
        min(act) as act,
        cast(count(*) as bigint) as record_count
    from facts
    group by run_id

)

select
    run_id as node_id,
    'LK-19' as rule_id,
    'Item ' || item_code || ' was ' || act || ', but no work order is recorded ('
    || cast(record_count as string)
    || case when record_count = 1 then ' record).' else ' records).' end as message,
    item_code,
    cast(null as string) as work_order_code,
    record_count
from runs
