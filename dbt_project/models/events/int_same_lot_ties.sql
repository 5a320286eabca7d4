-- Grain: one row per pair of lots of which one may have been named by the code of the other: a code
-- that several lots bear, or a supplier lot that became several. Material may go into a lot with an
-- origin of its own only from another such lot. The first row of the later lot is the record.
with

shared as (

    select * from {{ ref('int_lot_codes_shared') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

born as (

    select references_of.lot_id
    from {{ ref('int_born_lots') }} as born_lots
    inner join lot_references as references_of on born_lots.local_ref = references_of.lot_ref
    group by references_of.lot_id

),

pairs as (

    select
        shared.lot_id as from_lot_id,
        shared.bare_lot_id as to_lot_id,
        'code_of_several_lots' as rule_id
    from shared
    left join born as from_born on shared.lot_id = from_born.lot_id
    left join born as to_born on shared.bare_lot_id = to_born.lot_id
    where from_born.lot_id is not null or to_born.lot_id is null
    union all
    select
        owners.lot_id as from_lot_id,
        named.lot_id as to_lot_id,
        'supplier_lot' as rule_id
    from {{ ref('int_supplier_labels') }} as labels
    inner join lot_references as owners on labels.owner_ref = owners.lot_ref
    inner join lot_references as named on labels.label_ref = named.lot_ref
    where not labels.is_only and owners.lot_id <> named.lot_id

),

decided as (

    select
        from_lot_id,
        to_lot_id,
        min(rule_id) as rule_id
    from pairs
    group by from_lot_id, to_lot_id

),

asked as (

    select to_lot_id from decided
    group by to_lot_id

),

rows_of_lots as (

    select
        references_of.lot_id,
        mentions.source_system,
        mentions.contract,
        mentions.source_file,
        mentions.source_row,
        row_number() over (
            partition by references_of.lot_id
            order by
                case when mentions.is_current then 0 else 1 end asc nulls last,
                mentions.load_id asc nulls last,
                mentions.contract asc nulls last,
                mentions.source_file asc nulls last,
                mentions.source_row asc nulls last,
                mentions.lot_ref asc nulls last
        ) as row_no
    from {{ ref('int_lot_mentions') }} as mentions
    inner join lot_references as references_of on mentions.lot_ref = references_of.lot_ref
    inner join asked on references_of.lot_id = asked.to_lot_id

)

select
    decided.from_lot_id,
    decided.to_lot_id,
    decided.rule_id,
    rows_of_lots.source_system,
    rows_of_lots.contract,
    rows_of_lots.source_file,
    rows_of_lots.source_row
from decided
inner join rows_of_lots on decided.to_lot_id = rows_of_lots.lot_id and rows_of_lots.row_no = 1
