-- Grain: one row per WMS movement that names a handling unit and no lot, and lot of its item that
-- may have lain in the unit then. A late booking may tell of an earlier time, so a lot packed or
-- unpacked shortly before or after may be meant; is_there: it lay there at the time of the row.
{% set slack = 'cast(3600 * movements.slack_hours as bigint)' %}
with

movements as (

    select
        stg.source_system,
        stg.row_key,
        stg.row_hash,
        stg.item_code,
        stg.handling_unit_code,
        stg.qty,
        stg.uom,
        coalesce(bounds.late_booking_hours, {{ var('late_booking_hours') }}) as slack_hours,
        stg.occurred_at_from as earliest_at,
        coalesce(stg.occurred_at_until, stg.recorded_at_until) as latest_at
    from {{ ref('stg_wms__movements') }} as stg
    left join {{ ref('int_site_bounds') }} as bounds on stg.site_code = bounds.site_code
    where
        stg.lot_ref is null
        and stg.handling_unit_code is not null
        and stg.reversal_of is null

),

contents as (

    select * from {{ ref('unit_contents') }}

),

met as (

    select
        movements.*,
        contents.lot_id,
        contents.lot_ref,
        contents.qty as packed_qty,
        contents.uom as packed_uom,
        contents.packed_at_text,
        coalesce(contents.packed_at_from <= movements.latest_at, true)
        and coalesce(contents.unpacked_at_until >= movements.earliest_at, true) as is_there,
        coalesce(contents.is_begun and contents.packed_at_until <= movements.earliest_at, false)
            as is_in_before,
        coalesce(contents.is_ended and contents.unpacked_at_from >= movements.latest_at, false)
            as is_in_after
    from movements
    inner join contents
        on
            movements.handling_unit_code = contents.unit_code
            and movements.source_system = contents.source_system
            and movements.item_code = contents.item_code
    where
        coalesce(contents.packed_at_from <= {{ shift_seconds('movements.latest_at', slack) }}, true)
        and coalesce(
            contents.unpacked_at_until >= {{ shift_seconds('movements.earliest_at', '-' ~ slack) }},
            true
        )

),

lots as (

    select
        source_system,
        row_key,
        row_hash,
        lot_id,
        min(lot_ref) as lot_ref,
        min(qty) as moved_qty,
        min(uom) as moved_uom,
        cast(sum(case when is_there then packed_qty end) as decimal(18, 6)) as packed_qty,
        case when count(distinct packed_uom) = 1 then min(packed_uom) end as packed_uom,
        min(case when is_there then packed_at_text end) as first_packed_at,
        max(case when is_there then packed_at_text end) as last_packed_at,
        max(case when is_there then 1 else 0 end) as is_there,
        max(case when is_in_before then 1 else 0 end) as is_in_before,
        max(case when is_in_before and is_in_after then 1 else 0 end) as is_in_throughout
    from met
    group by source_system, row_key, row_hash, lot_id

)

select * from lots
