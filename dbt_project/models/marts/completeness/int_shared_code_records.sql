-- Grain: one row per source and lot that bears a shared code: its lot master, else the first row
-- that names it by that code. Other rows name the lot again and are found by a trace.
with

shared as (

    select * from {{ ref('int_shared_code_lots') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

mentions as (

    select * from {{ ref('int_code_mentions') }}

),

named as (

    select
        shared.source_system,
        shared.lot_kind,
        shared.lot_code_key,
        shared.lot_id,
        shared.lot_uid,
        shared.item_code,
        shared.bearer,
        mentions.lot_code,
        mentions.contract,
        mentions.source_file,
        mentions.source_row,
        row_number() over (
            partition by
                shared.source_system, shared.lot_kind, shared.lot_code_key, shared.lot_id
            order by
                mentions.is_master desc nulls last,
                mentions.place_no asc nulls last,
                mentions.lot_code asc nulls last
        ) as mention_no
    from mentions
    inner join lot_references on mentions.lot_ref = lot_references.lot_ref
    inner join shared
        on
            lot_references.lot_id = shared.lot_id
            and mentions.source_system = shared.source_system
            and mentions.lot_kind = shared.lot_kind
            and mentions.lot_code_key = shared.lot_code_key

),

records as (

    select
        *,
        'ID-02' as rule_id,
        'lot_code' as subject_kind,
        lot_kind || chr(31) || lot_code_key as subject_key,
        lot_kind || ' of item ' || item_code
        || coalesce(' with the internal id ' || lot_uid, '') as note
    from named
    where mention_no = 1

)

select
    {{ record_columns() }},
    lot_kind,
    lot_code,
    lot_id,
    item_code,
    bearer
from records
