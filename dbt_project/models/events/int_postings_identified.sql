-- Grain: one row per posting, with its document and its lot.
-- A fact without lot gets the unknown lot of its document; other movements stay without.
-- naming_evidence: how sure it is that the lot and order are those that the row names.
with

postings as (

    select * from {{ ref('int_postings_placed') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

documented as (

    select
        *,
        case
            when fact_type in ('consumption', 'output') and order_code is null then 'run'
            when fact_type in ('consumption', 'output') then 'work_order'
            when fact_type = 'shipment' then 'delivery'
            when fact_type in ('receipt', 'customer_return') then fact_type
        end as document_type,
        case
            when fact_type in ('consumption', 'output') then coalesce(order_code, run_id)
            when fact_type in ('shipment', 'customer_return') then coalesce(delivery_code, fact_id)
            when fact_type = 'receipt' then coalesce(receipt_code, fact_id)
        end as document_code,
        case
            when fact_type in ('consumption', 'receipt', 'customer_return') then 'in' else 'out'
        end as document_side
    from postings

),

identified as (

    select
        documented.*,
        documented.lot_ref is null as is_unknown_lot,
        case
            when documented.lot_split_count > 1 or documented.unit_evidence = 'possible'
                then 'possible'
            when
                documented.is_code_normalised
                or lot_references.match_method in ('normalised', 'supplier_lot')
                then 'probable'
            else 'confirmed'
        end as naming_evidence,
        case
            when documented.lot_split_count > 1 then 'several_lots_in_one_cell'
            when lot_references.match_method = 'supplier_lot' then 'supplier_lot'
            when documented.is_code_normalised or lot_references.match_method = 'normalised'
                then 'normalised_code'
            else 'recorded'
        end as naming_rule,
        case
            when documented.lot_ref is not null then lot_references.lot_id
            when documented.document_type is not null then {{ make_id('L', [
                "'unknown'", 'documented.item_code', 'documented.document_type',
                'documented.document_code', 'documented.document_side',
            ]) }}
        end as lot_id
    from documented
    left join lot_references on documented.lot_ref = lot_references.lot_ref

)

-- All columns of a posting, its document and its lot.
select * from identified  -- noqa: AM04
