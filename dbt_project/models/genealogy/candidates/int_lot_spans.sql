-- Grain: one row per lot with a record (known or unknown): its first and last, with the slack of
-- their sites. A standing change of stock without time leaves both ends unknown.
with

records as (

    select
        lot_id,
        fact_id,
        occurred_at,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        0 as is_movement
    from {{ ref('lot_events') }}
    union all
    select
        lot_id,
        fact_id,
        occurred_at,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row,
        1 as is_movement
    from {{ ref('stock_movements') }}
    where lot_id is not null

),

spans as (

    select * from {{ ref('int_fact_spans') }}

),

numbered as (

    select
        records.*,
        spans.from_at,
        spans.until_at,
        spans.closes_at,
        row_number() over (
            partition by records.lot_id
            order by
                records.occurred_at asc nulls last,
                records.is_movement desc nulls last,
                records.contract asc nulls last,
                records.fact_id asc nulls last
        ) as record_no
    from records
    left join spans on records.fact_id = spans.fact_id

)

select
    lot_id,
    max(case when is_movement = 1 and occurred_at is null then 1 else 0 end) as has_untimed,
    min(from_at) as from_at,
    max(until_at) as until_at,
    max(closes_at) as closes_at,
    min(occurred_at) as first_at,
    min(case when record_no = 1 then occurred_at_text end) as first_at_text,
    min(case when record_no = 1 then source_system end) as source_system,
    min(case when record_no = 1 then contract end) as contract,
    min(case when record_no = 1 then source_file end) as source_file,
    min(case when record_no = 1 then source_row end) as source_row
from numbered
group by lot_id
