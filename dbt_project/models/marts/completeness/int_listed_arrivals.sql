-- Grain: one row per ERP line and count that says that a lot came or was there. is_birth as in
-- int_posted_arrivals, and what came back of a day stands at its end.
-- A view: its one reader unites it with others.
{{ config(materialized='view') }}
with

lines as (

    select
        *,
        document_type = 'receipt' as is_receipt
    from {{ ref('int_erp_document_lines') }}
    where
        not is_unknown_lot
        and document_status = 'shipped'
        and (
            (document_type = 'receipt' and coalesce(booked_qty, 0) >= 0)
            or (document_type = 'delivery' and booked_qty < 0)
        )

),

counts as (

    select * from {{ ref('stg_wms__stock') }}
    where coalesce(qty, 1) > 0

),

lot_references as (

    select * from {{ ref('lot_references') }}

)

select
    fact_id,
    lot_id,
    case when is_receipt then 'received' else 'returned' end as arrival_kind,
    is_receipt as is_birth,
    case when is_receipt then earliest_at else latest_at end as earliest_at,
    coalesce(is_zoned, false) as is_zoned,
    is_whole_day,
    occurred_at_text,
    source_system,
    contract,
    source_file,
    source_row
from lines
union all
select
    counts.contract || chr(31) || counts.source_file || chr(31)
    || cast(counts.source_row as string) as fact_id,
    lot_references.lot_id,
    'counted' as arrival_kind,
    false as is_birth,
    counts.counted_at_from as earliest_at,
    coalesce(counts.counted_at_is_zoned, false) as is_zoned,
    coalesce(
        {{ seconds_between('counts.counted_at_from', 'counts.counted_at_until') }} >= 82800, false
    ) as is_whole_day,
    counts.counted_at_text as occurred_at_text,
    counts.source_system,
    counts.contract,
    counts.source_file,
    counts.source_row
from counts
inner join lot_references on counts.lot_ref = lot_references.lot_ref
