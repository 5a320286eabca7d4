-- Grain: one row per run, item and site where it used the item: from when to when it may have, and
-- the loss pool of its item, site and ten days. Null = open. It rests on its first consumption.
with

consumptions as (

    select * from {{ ref('consumptions') }}

),

spans as (

    select * from {{ ref('int_fact_spans') }}

),

orders as (

    select * from {{ ref('int_order_spans') }}

),

losses as (

    select alternates.candidate_item_code as item_code
    from {{ ref('int_stock_losses') }} as losses
    inner join {{ ref('int_item_alternates') }} as alternates
        on losses.item_code = alternates.item_code
    group by alternates.candidate_item_code

),

numbered as (

    select
        consumptions.*,
        spans.from_at,
        coalesce(orders.closes_at, spans.closes_at) as closes_at,
        case when orders.work_order_code is null then spans.until_at else orders.until_at end
            as until_at,
        row_number() over (
            partition by consumptions.run_id, consumptions.item_code, consumptions.site_code
            order by spans.from_at asc nulls last, consumptions.fact_id asc nulls last
        ) as use_no
    from consumptions
    inner join losses on consumptions.item_code = losses.item_code
    left join spans on consumptions.fact_id = spans.fact_id
    left join orders on consumptions.work_order_code = orders.work_order_code

),

uses as (

    select
        run_id,
        item_code,
        site_code,
        min(work_order_code) as work_order_code,
        case when count(from_at) = count(*) then min(from_at) end as from_at,
        case when count(until_at) = count(*) then max(until_at) end as until_at,
        case when count(until_at) = count(*) then max(closes_at) end as closes_at,
        min(case when use_no = 1 then source_system end) as source_system,
        min(case when use_no = 1 then contract end) as contract,
        min(case when use_no = 1 then source_file end) as source_file,
        min(case when use_no = 1 then source_row end) as source_row
    from numbered
    group by run_id, item_code, site_code

)

select
    *,
    {{ joined([
        "'loss'", 'item_code', 'site_code', "coalesce(substr(" ~ iso_date('from_at') ~ ", 1, 9), 'none')"
    ]) }} as pool_key
from uses
