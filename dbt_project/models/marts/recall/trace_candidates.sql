-- Grain: one row per pool of input gaps and lot that may be meant there.
with

candidates as (

    select * from {{ ref('int_candidate_reasons') }}

),

links as (

    select * from {{ ref('int_candidate_links') }}

)

select
    candidates.pool_id,
    candidates.lot_id,
    candidates.rank_no,
    candidates.score,
    candidates.reason,
    links.source_file,
    links.source_row
from candidates
inner join links
    on candidates.pool_id = links.to_node_id and candidates.lot_id = links.from_node_id
