-- Grain: one row per status that a lot was given at a known time, and site that gave it (null = all
-- of them), with the window of that time and the earliest time of the next one.
{% set words = "('released', 'quarantine', 'hold', 'restricted', 'rejected', 'recalled')" %}
with

told as (

    select
        lot_ref,
        site_code,
        lot_status,
        status_at_from as from_at,
        status_at_until as until_at,
        status_at_text as given_text,
        status_at_is_zoned as is_zoned,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('stg_wms__lots') }}
    union all
    select
        lot_ref,
        site_code,
        reason_code as lot_status,
        coalesce(occurred_at_from, recorded_at_from) as from_at,
        coalesce(occurred_at_until, recorded_at_until) as until_at,
        coalesce(occurred_at_text, recorded_at_text) as given_text,
        coalesce(occurred_at_is_zoned, recorded_at_is_zoned) as is_zoned,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('stg_wms__movements') }}
    where movement_type = 'status_change' and reason_code in {{ words }} and reversal_of is null
    union all
    select
        lot_ref,
        cast(null as string) as site_code,
        new_lot_status as lot_status,
        inspected_at_from as from_at,
        inspected_at_until as until_at,
        inspected_at_text as given_text,
        inspected_at_is_zoned as is_zoned,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('stg_mes__inspections') }}
    where new_lot_status in {{ words }}

),

dated as (

    select
        lot_references.lot_id,
        told.*
    from told
    inner join {{ ref('lot_references') }} as lot_references
        on told.lot_ref = lot_references.lot_ref
    where told.lot_status is not null and told.from_at is not null

)

select
    lot_id,
    site_code,
    lot_status,
    from_at,
    until_at,
    given_text,
    coalesce(is_zoned, false) as is_zoned,
    {{ seconds_between('from_at', 'until_at') }} >= 82800 as is_whole_day,
    source_system,
    contract,
    source_file,
    source_row,
    lead(from_at) over (
        partition by lot_id
        order by
            from_at asc nulls last,
            until_at asc nulls last,
            contract asc nulls last,
            source_file asc nulls last,
            source_row asc nulls last
    ) as next_at
from dated
