-- Grain: one row per fill of or draw from a tank, and the window in which it was.
-- A fill counts from its instant if metered, else from entry_delay before it; a draw counts until
-- its end. What was posted, or of which an end is missing, may lie late_booking away; without any
-- time a row may lie anywhere. told_until_at: its end as written, plus the tolerance.
with

tank_rows as (

    select * from {{ ref('int_tank_rows') }}

),

trusted as (

    select
        *,
        begun_basis = 'recorded'
        and (
            contract = 'wms_movements'
            or ended_basis = 'recorded'
            or (passing_kind = 'draw' and ended_basis <> 'none')
        ) as is_recorded,
        begun_basis in ('recorded', 'posted')
        and (contract = 'wms_movements' or ended_basis <> 'none')
        and coalesce(capture_method in ('scan', 'machine', 'manual'), false)
        and is_zoned
        and not is_whole_day as is_entered
    from tank_rows

),

slack as (

    select
        *,
        case
            when passing_kind = 'draw' and begun_basis = 'recorded' then tolerance_seconds
            when passing_kind = 'draw' then late_booking_seconds
            when is_recorded and is_metered then 0
            when is_entered then entry_delay_seconds
            else late_booking_seconds
        end as seconds_before,
        case
            when is_recorded then tolerance_seconds
            when passing_kind = 'fill' and is_entered then tolerance_seconds
            else late_booking_seconds
        end as seconds_after
    from trusted

)

select
    passing_kind || chr(31) || place_code || chr(31) || fact_id as passing_id,
    passing_kind,
    place_code,
    place_site_code,
    is_declared,
    is_named,
    is_recorded,
    coalesce({{ shift_seconds('earliest_at', '-seconds_before') }}, cast('0001-01-01' as timestamp))
        as from_at,
    coalesce({{ shift_seconds('latest_at', 'seconds_after') }}, cast('9999-12-31' as timestamp))
        as until_at,
    {{ shift_seconds('latest_at', 'tolerance_seconds') }} as told_until_at,
    fact_id,
    posting_kind,
    naming_evidence,
    item_code,
    coalesce(to_lot_id, lot_id) as lot_id,
    to_lot_id is null and is_unknown_lot as is_unknown_lot,
    run_id,
    signed_qty,
    booked_uom,
    work_order_code,
    operation_run_id,
    time_basis,
    source_system,
    contract,
    source_file,
    source_row,
    occurred_at
from slack
