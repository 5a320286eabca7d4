-- Grain: one row per pair of lots that bear one code at two sites of a source whose codes are
-- unique in a site or organisation, and that a transfer joins: sent as the one, come in as the
-- other. Confirmed where one lot alone was sent; where none was, any lot of the code may have come.
with

movements as (

    select
        postings.*,
        records.lot_code_key
    from {{ ref('int_postings_standing') }} as postings
    inner join {{ ref('lots') }} as records on postings.lot_id = records.lot_id
    where
        postings.posting_kind in ('transfer_in', 'transfer_out')
        and not postings.is_unknown_lot
        and records.lot_code_key is not null

),

arrivals as (

    select
        *,
        row_number() over (
            partition by lot_id
            order by occurred_at asc nulls last, fact_id asc nulls last
        ) as arrival_no
    from movements
    where posting_kind = 'transfer_in'

),

sent as (

    select lot_id from movements
    where posting_kind = 'transfer_out'
    group by lot_id

),

borne as (

    select
        codes.source_system,
        codes.item_code,
        codes.lot_code_key,
        lot_references.lot_id
    from {{ ref('int_lot_codes') }} as codes
    inner join {{ ref('lot_references') }} as lot_references
        on codes.lot_ref = lot_references.lot_ref
    where codes.is_current = 1 and codes.lot_scope in ('item_site', 'item_org')
    group by codes.source_system, codes.item_code, codes.lot_code_key, lot_references.lot_id

),

pairs as (

    select
        arrivals.lot_id as to_lot_id,
        borne.lot_id as from_lot_id,
        case when sent.lot_id is null then 0 else 1 end as is_sent
    from arrivals
    inner join borne
        on
            arrivals.source_system = borne.source_system
            and arrivals.item_code = borne.item_code
            and arrivals.lot_code_key = borne.lot_code_key
            and arrivals.lot_id <> borne.lot_id
    left join sent on borne.lot_id = sent.lot_id
    where arrivals.arrival_no = 1
    group by arrivals.lot_id, borne.lot_id, case when sent.lot_id is null then 0 else 1 end

),

counted as (

    select
        *,
        cast(sum(is_sent) over (partition by to_lot_id) as bigint) as sent_count
    from pairs

)

select
    counted.from_lot_id,
    counted.to_lot_id,
    case when counted.sent_count = 1 then 'confirmed' else 'possible' end as evidence,
    case when counted.sent_count = 0 then 'transfer_in_alone' else 'transfer' end as rule_id,
    arrivals.time_basis,
    arrivals.source_system,
    arrivals.contract,
    arrivals.source_file,
    arrivals.source_row
from counted
inner join arrivals on counted.to_lot_id = arrivals.lot_id and arrivals.arrival_no = 1
where counted.is_sent = 1 or counted.sent_count = 0
