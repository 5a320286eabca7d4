-- Grain: one row per current ERP receipt or delivery row, with its lot and base-unit amount.
with

united as (

    select * from {{ ref('int_erp_receipt_lines') }}
    union all
    select * from {{ ref('int_erp_delivery_lines') }}

),

lot_references as (

    select * from {{ ref('lot_references') }}

),

unit_factors as (

    select * from {{ ref('unit_factors') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by contract, row_key
            order by
                load_id asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                item_code asc nulls last,
                lot_ref asc nulls last,
                qty asc nulls last
        ) as row_no
    from united

),

identified as (

    select
        numbered.*,
        numbered.contract || chr(31) || numbered.row_key || chr(31)
        || cast(numbered.row_no as string) as fact_id,
        numbered.lot_ref is null as is_unknown_lot,
        numbered.is_code_normalised
        or coalesce(lot_references.match_method in ('normalised', 'supplier_lot'), false)
            as is_normalised,
        case
            when numbered.lot_ref is not null then lot_references.lot_id
            else {{ make_id('L', [
                "'unknown'", 'numbered.item_code', 'numbered.document_type',
                'numbered.document_code',
                "case when numbered.document_type = 'receipt' then 'in' else 'out' end",
            ]) }}
        end as lot_id,
        unit_factors.factor is not null as has_base_unit,
        case
            when numbered.lot_split_count > 1 then null
            when unit_factors.factor <> 1
                then try_cast(numbered.qty * unit_factors.factor as decimal(18, 6))
            else numbered.qty
        end as booked_qty,
        coalesce(
            case when unit_factors.factor is not null then unit_factors.base_uom end, numbered.uom
        ) as booked_uom
    from numbered
    left join lot_references on numbered.lot_ref = lot_references.lot_ref
    left join unit_factors
        on
            numbered.item_code = unit_factors.item_code
            and numbered.uom = unit_factors.from_uom

),

valued as (

    select
        *,
        document_type || chr(31) || document_code || chr(31) || item_code as document_item_key,
        document_status = 'shipped'
        and (document_type = 'receipt' or coalesce(booked_qty, 0) >= 0) as is_moved
    from identified

)

-- All columns of a line, its lot and its worth.
select * from valued  -- noqa: AM04
