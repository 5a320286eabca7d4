-- Grain: one row per pair of times of a station and day whose clock is wrong (TM-10) or in another
-- zone (TM-11).
with

offsets as (

    select * from {{ ref('int_clock_offsets') }}

),

pairs as (

    select * from {{ ref('int_clock_pairs') }}

),

records as (

    select
        offsets.rule_id,
        'station' as subject_kind,
        offsets.pair_kind || chr(31) || offsets.source_system || chr(31) || offsets.station_code
        || chr(31) || cast(offsets.told_date as string) as subject_key,
        pairs.contract,
        pairs.source_system,
        pairs.source_file,
        pairs.source_row,
        cast(pairs.offset_seconds as string) || ' seconds' as note,
        'S2' as severity,
        'On ' || cast(offsets.told_date as string) || ' station ' || offsets.station_code || ' and '
        || case
            when offsets.pair_kind = 'store' then 'the stores differ by '
            else 'the entry of its rows differ by '
        end || cast({{ whole_division('abs(offsets.middle_offset)', 60) }} as string)
        || ' minutes for the same facts' || case
            when offsets.rule_id = 'TM-11' then ', as another time zone or the summer time makes'
            else ''
        end as words,
        pairs.site_code,
        cast(offsets.told_date as string) as occurred_at_text,
        {{ untold([
            'item_code', 'lot_id', 'work_order_code', 'delivery_code', 'receipt_code',
            'partner_code', 'booked_qty', 'booked_uom',
        ]) }}
    from offsets
    inner join pairs
        on
            offsets.pair_kind = pairs.pair_kind
            and offsets.source_system = pairs.source_system
            and offsets.station_code = pairs.station_code
            and offsets.told_date = pairs.told_date

)

select {{ told_columns() }}
from records
