-- Grain: one row per current WMS movement, and lot of the handling unit where it names that alone.
-- The movement type says which fact it tells.
with

movements as (

    select
        stg.*,
        coalesce(stg.lot_ref, units.lot_ref) as named_lot_ref,
        case when units.row_key is null then stg.qty else units.qty end as named_qty,
        units.unit_evidence
    from {{ ref('stg_wms__movements') }} as stg
    left join {{ ref('int_unit_postings') }} as units
        on
            stg.lot_ref is null
            and stg.source_system = units.source_system
            and stg.row_key = units.row_key
            and stg.row_hash = units.row_hash

),

postings as (

    select
        ---------- record
        contract,
        source_system,
        movement_id as record_id,
        row_key,
        load_id,
        source_file,
        source_row,
        lot_split_count,
        reversal_of,
        is_code_normalised,

        ---------- what it says
        case
            when movement_type in ('issue', 'return_from_order') then 'consumption'
            when movement_type = 'production_receipt' then 'output'
            when movement_type in ('split', 'merge', 'relabel') then 'transformation'
            when movement_type in ('receipt', 'shipment', 'customer_return') then movement_type
            else 'movement'
        end as fact_type,
        movement_type as posting_kind,
        case when movement_type = 'return_from_order' then -1 else 1 end as direction,
        work_order_code,
        cast(null as string) as operation_run_id,
        cast(null as string) as output_group,
        site_code,
        from_location,
        to_location,
        item_code,
        named_lot_ref as lot_ref,
        to_item_code,
        to_lot_ref,
        named_qty as qty,
        uom,
        delivery_code,
        receipt_code,
        partner_code,
        operator_code,
        capture_method,
        handling_unit_code,
        unit_evidence,

        ---------- when
        coalesce(occurred_at, recorded_at) as occurred_at,
        occurred_at as occurred_from_at,
        occurred_at_until as occurred_until_at,
        coalesce(occurred_at_text, recorded_at_text) as occurred_at_text,
        recorded_at_text,
        case when occurred_at is not null then occurred_at_basis else 'none' end as begun_basis,
        'none' as ended_basis,
        case
            when occurred_at is not null then occurred_at_basis
            when recorded_at is not null then 'posted'
            else 'none'
        end as time_basis,

        ---------- the window in which it lies, however its times are read
        occurred_at_from as earliest_at,
        coalesce(occurred_at_until, recorded_at_until) as latest_at,
        coalesce(occurred_at_is_zoned, recorded_at_is_zoned) as is_zoned,
        coalesce({{ seconds_between(
            'coalesce(occurred_at_from, recorded_at_from)',
            'coalesce(occurred_at_until, recorded_at_until)',
        ) }} >= 82800, false) as is_whole_day
    from movements

)

select * from postings
