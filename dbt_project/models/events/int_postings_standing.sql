-- Grain: one row per posting that stands: not a reversal, and not wholly reversed.
-- A reversal in part reduces it; one of unknown amount leaves it with an unknown amount.
with

postings as (

    select * from {{ ref('int_postings') }}
    where reversal_of is null

),

reversals as (

    select * from {{ ref('int_reversals_standing') }}

),

compared as (

    select
        postings.*,
        reversals.original_fact_id is not null as is_reversed,
        case
            when coalesce(postings.booked_uom, '') = reversals.booked_uom
                then abs(postings.booked_qty) - reversals.booked_qty
        end as remaining_qty
    from postings
    left join reversals on postings.fact_id = reversals.original_fact_id

),

standing as (

    select
        *,
        direction * case
            when not is_reversed then booked_qty
            when booked_qty < 0 then -remaining_qty
            else remaining_qty
        end as signed_qty
    from compared
    where not is_reversed or remaining_qty is null or remaining_qty > 0

)

-- All columns of a posting, and its signed amount.
select * from standing  -- noqa: AM04
