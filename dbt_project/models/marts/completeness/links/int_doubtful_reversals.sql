-- Grain: one row per reversal that cancels nothing, and why (LK-24): its original is not on record,
-- is of another item or lot, or was reversed before. A reversal that was itself reversed is none.
with

postings as (

    select * from {{ ref('int_postings') }}

),

recorded as (

    select
        contract,
        source_system,
        record_id,
        max(case when reversal_of is null then 1 else 0 end) as is_plain
    from postings
    group by contract, source_system, record_id

),

reversed as (

    select
        contract,
        source_system,
        reversal_of
    from postings
    where reversal_of is not null
    group by contract, source_system, reversal_of

),

standing as (

    select * from {{ ref('int_reversals_standing') }}

),

cancelled as (

    select
        originals.contract,
        originals.source_system,
        originals.record_id
    from standing
    inner join postings as originals on standing.original_fact_id = originals.fact_id
    group by originals.contract, originals.source_system, originals.record_id

)

select
    postings.fact_id,
    case
        when recorded.record_id is null then 'which is not on record'
        when recorded.is_plain = 0 then 'which is a reversal itself'
        when cancelled.record_id is not null then 'which another record reversed before'
        else 'which is of another item or lot'
    end as fault
from postings
left join reversed
    on
        postings.contract = reversed.contract
        and postings.source_system = reversed.source_system
        and postings.record_id = reversed.reversal_of
left join standing on postings.fact_id = standing.fact_id
left join recorded
    on
        postings.contract = recorded.contract
        and postings.source_system = recorded.source_system
        and postings.reversal_of = recorded.record_id
left join cancelled
    on
        postings.contract = cancelled.contract
        and postings.source_system = cancelled.source_system
        and postings.reversal_of = cancelled.record_id
where
    postings.reversal_of is not null
    and reversed.reversal_of is null
    and standing.fact_id is null
