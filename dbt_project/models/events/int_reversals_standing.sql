-- Grain: one row per pair of a reversal and the posting that it cancels, at most one per posting.
-- A reversal that is itself reversed, a second one, and one that contradicts its original
-- (other item, other lot) cancel nothing: a doubtful reversal never removes a link.
with

postings as (

    select * from {{ ref('int_postings') }}

),

originals as (

    select * from postings
    where reversal_of is null

),

named_by_reversals as (

    select
        contract,
        source_system,
        reversal_of
    from postings
    where reversal_of is not null
    group by contract, source_system, reversal_of

),

reversals as (

    select postings.*
    from postings
    left join named_by_reversals
        on
            postings.contract = named_by_reversals.contract
            and postings.source_system = named_by_reversals.source_system
            and postings.record_id = named_by_reversals.reversal_of
    where postings.reversal_of is not null and named_by_reversals.reversal_of is null

),

pairs as (

    select
        originals.fact_id as original_fact_id,
        reversals.fact_id,
        reversals.load_id,
        reversals.occurred_at,
        reversals.source_file,
        reversals.source_row,
        abs(reversals.booked_qty) as booked_qty,
        coalesce(reversals.booked_uom, '') as booked_uom,
        row_number() over (
            partition by reversals.fact_id
            order by originals.load_id asc nulls last, originals.fact_id asc nulls last
        ) as original_no
    from reversals
    inner join originals
        on
            reversals.contract = originals.contract
            and reversals.source_system = originals.source_system
            and reversals.reversal_of = originals.record_id
            and reversals.item_code = originals.item_code
            and (reversals.is_unknown_lot or reversals.lot_id = originals.lot_id)

),

numbered as (

    select
        *,
        row_number() over (
            partition by original_fact_id
            order by
                load_id asc nulls last,
                occurred_at asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                fact_id asc nulls last
        ) as reversal_no
    from pairs
    where original_no = 1

)

select
    original_fact_id,
    fact_id,
    booked_qty,
    booked_uom
from numbered
where reversal_no = 1
