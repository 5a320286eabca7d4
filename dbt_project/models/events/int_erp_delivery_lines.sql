-- Grain: one row per current ERP delivery row. Without a status it is shipped if it has an instant.
with

deliveries as (

    select * from {{ ref('stg_erp__deliveries') }}

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
        'delivery' as document_type,
        delivery_code as document_code,
        line_no,
        case
            when delivery_status is not null then delivery_status
            when shipped_at is not null then 'shipped'
            else 'open'
        end as document_status,
        customer_code as partner_code,
        ship_to_code as place_partner_code,
        cast(null as string) as supplier_lot_code,
        cast(null as string) as supplier_lot_key,
        carrier_name,
        site_code,
        item_code,
        lot_ref,
        qty,
        uom,
        shipped_at as occurred_at,
        shipped_at_until as occurred_until_at,
        shipped_at_text as occurred_at_text,
        shipped_at_basis as time_basis,
        shipped_at_from as earliest_at,
        shipped_at_until as latest_at,
        shipped_at_is_zoned as is_zoned,
        coalesce({{ seconds_between('shipped_at_from', 'shipped_at_until') }} >= 82800, false)
            as is_whole_day
    from deliveries

)

select * from lines
