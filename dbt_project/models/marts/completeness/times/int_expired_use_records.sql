-- Grain: one row per use or shipment of a lot after the day on which it expires, however the times
-- are read (TM-06). Where its records name several days, the last one counts. A time without zone
-- may be 14 hours off.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
with

expiries as (

    select * from {{ ref('int_lot_expiries') }}

),

windows as (

    select * from {{ ref('int_fact_windows') }}

),

uses as (

    select
        uses.*,
        windows.earliest_at
    from {{ ref('int_lot_uses') }} as uses
    inner join windows on uses.fact_id = windows.fact_id

),

late as (

    select
        uses.*,
        expiries.expires_text
    from uses
    inner join expiries on uses.lot_id = expiries.lot_id
    where
        {{ shift_seconds(
            'uses.earliest_at',
            '-case when uses.is_zoned and expiries.is_zoned then 0 else 50400 end'
            ~ ' - case when uses.is_whole_day then 0 else ' ~ tolerance ~ ' end',
        ) }} >= expiries.last_expires_at

),

records as (

    select
        'TM-06' as rule_id,
        late.subject_kind,
        late.lot_id || chr(31) || late.subject_kind as subject_key,
        late.contract,
        late.source_system,
        late.source_file,
        late.source_row,
        'on ' || late.occurred_at_text as note,
        'S1' as severity,
        'Lot ' || coalesce(lots.lot_code, lots.lot_id) || ' of item ' || lots.item_code || ' was '
        || case when late.subject_kind = 'shipment' then 'shipped' else 'used' end
        || ' after it expired on ' || late.expires_text as words,
        lots.item_code,
        late.lot_id,
        late.work_order_code,
        late.delivery_code,
        cast(null as string) as receipt_code,
        late.partner_code,
        late.site_code,
        late.booked_qty,
        late.booked_uom,
        late.occurred_at_text
    from late
    inner join {{ ref('lots') }} as lots on late.lot_id = lots.lot_id

)

select {{ told_columns() }}
from records
