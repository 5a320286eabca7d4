-- Grain: one row per fact that is a gap of its own: it names no lot, or a lot that nobody chose.
-- node_id: what lacks its lot. What came back from a customer may have left at any time before.
with

facts as (

    select
        fact_id,
        'candidate_of_gap' as rule_id,
        lot_id as node_id,
        item_code,
        base_qty as gap_qty,
        site_code,
        true as has_start,
        time_basis,
        work_order_code,
        source_system,
        contract,
        source_file,
        source_row,
        event_month
    from {{ ref('consumptions') }}
    where is_unknown_lot
    union all
    select
        fact_id,
        'backflush' as rule_id,
        run_id as node_id,
        item_code,
        base_qty as gap_qty,
        site_code,
        true as has_start,
        time_basis,
        work_order_code,
        source_system,
        contract,
        source_file,
        source_row,
        event_month
    from {{ ref('consumptions') }}
    where capture_method = 'backflush' and not is_unknown_lot
    {% for table in ['shipments', 'customer_returns'] %}
    union all
    select
        fact_id,
        'candidate_of_gap' as rule_id,
        lot_id as node_id,
        item_code,
        base_qty as gap_qty,
        site_code,
        {{ 'true' if table == 'shipments' else 'false' }} as has_start,
        time_basis,
        cast(null as string) as work_order_code,
        source_system,
        contract,
        source_file,
        source_row,
        event_month
    from {{ ref(table) }}
    where is_unknown_lot
    {% endfor %}
    union all
    select
        fact_id,
        'candidate_of_gap' as rule_id,
        from_lot_id as node_id,
        from_item_code as item_code,
        booked_qty as gap_qty,
        site_code,
        true as has_start,
        time_basis,
        work_order_code,
        source_system,
        contract,
        source_file,
        source_row,
        event_month
    from {{ ref('lot_transformations') }}
    where is_unknown_from_lot

)

select * from facts
