-- Grain: one row per lot and spelling of its code that a current row bears: the lot master, else
-- the first row that names it so. Other rows name the lot again and are found by a trace.
with

mentions as (

    select * from {{ ref('int_code_mentions') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

compared as (

    select
        lot_references.lot_id,
        mentions.is_master,
        mentions.lot_kind,
        mentions.item_code,
        mentions.lot_code,
        mentions.lot_code_key,
        mentions.contract,
        mentions.source_system,
        mentions.source_file,
        mentions.source_row,
        row_number() over (
            partition by lot_references.lot_id, mentions.lot_code
            order by
                mentions.is_master desc nulls last,
                mentions.place_no asc nulls last,
                mentions.lot_ref asc nulls last
        ) as spelling_no
    from mentions
    inner join lot_references on mentions.lot_ref = lot_references.lot_ref

)

select
    lot_id,
    lot_kind,
    item_code,
    lot_code,
    lot_code_key,
    contract,
    source_system,
    source_file,
    source_row,
    row_number() over (
        partition by lot_id
        order by
            is_master desc nulls last,
            contract asc nulls last,
            source_file asc nulls last,
            source_row asc nulls last,
            lot_code asc nulls last
    ) as mention_no
from compared
where spelling_no = 1
