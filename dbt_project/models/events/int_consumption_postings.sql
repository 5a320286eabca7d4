-- Grain: one row per current MES consumption row. The start of use is its instant.
with

consumptions as (

    select * from {{ ref('stg_mes__consumptions') }}

),

postings as (

    select
        ---------- record
        contract,
        source_system,
        consumption_id as record_id,
        row_key,
        load_id,
        source_file,
        source_row,
        lot_split_count,
        reversal_of,
        is_code_normalised,

        ---------- what it says
        'consumption' as fact_type,
        coalesce(consumption_kind, 'standard') as posting_kind,
        case when consumption_kind = 'return' then -1 else 1 end as direction,
        work_order_code,
        operation_run_id,
        output_group,
        site_code,
        cast(null as string) as from_location,
        place_code as to_location,
        item_code,
        lot_ref,
        cast(null as string) as to_item_code,
        cast(null as string) as to_lot_ref,
        qty,
        uom,
        cast(null as string) as delivery_code,
        cast(null as string) as receipt_code,
        cast(null as string) as partner_code,
        operator_code,
        capture_method,
        cast(null as string) as handling_unit_code,
        cast(null as string) as unit_evidence,

        ---------- when
        coalesce(started_at, ended_at, recorded_at) as occurred_at,
        started_at as occurred_from_at,
        ended_at_until as occurred_until_at,
        coalesce(started_at_text, ended_at_text, recorded_at_text) as occurred_at_text,
        recorded_at_text,
        case when started_at is not null then started_at_basis else 'none' end as begun_basis,
        case when ended_at is not null then ended_at_basis else 'none' end as ended_basis,
        case
            when started_at is not null then started_at_basis
            when ended_at is not null then ended_at_basis
            when recorded_at is not null then 'posted'
            else 'none'
        end as time_basis,

        ---------- the window in which it lies, however its times are read
        coalesce(started_at_from, ended_at_from) as earliest_at,
        coalesce(
            greatest(started_at_until, ended_at_until),
            ended_at_until,
            started_at_until,
            recorded_at_until
        ) as latest_at,
        coalesce(started_at_is_zoned, ended_at_is_zoned, recorded_at_is_zoned)
        and coalesce(ended_at_is_zoned, true) as is_zoned,
        coalesce({{ seconds_between(
            'coalesce(ended_at_from, started_at_from, recorded_at_from)',
            'coalesce(ended_at_until, started_at_until, recorded_at_until)',
        ) }} >= 82800, false) as is_whole_day
    from consumptions

)

select * from postings
