-- Grain: one row per current ERP receipt row.
with

receipts as (

    select * from {{ ref('stg_erp__receipts') }}

),

lines as (

    select
        contract,
        source_system,
        row_key,
        load_id,
        source_file,
        source_row,
        lot_split_count,
        is_code_normalised,
        'receipt' as document_type,
        receipt_code as document_code,
        line_no,
        'shipped' as document_status,
        supplier_code as partner_code,
        ship_from_code as place_partner_code,
        supplier_lot_code,
        supplier_lot_code_key as supplier_lot_key,
        cast(null as string) as carrier_name,
        site_code,
        item_code,
        lot_ref,
        qty,
        uom,
        received_at as occurred_at,
        received_at_until as occurred_until_at,
        received_at_text as occurred_at_text,
        received_at_basis as time_basis,
        received_at_from as earliest_at,
        received_at_until as latest_at,
        received_at_is_zoned as is_zoned,
        coalesce({{ seconds_between('received_at_from', 'received_at_until') }} >= 82800, false)
            as is_whole_day
    from receipts

)

select * from lines
