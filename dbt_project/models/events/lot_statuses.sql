-- Grain: one row per record that gives a lot a status: lot master, status change, inspection. Only
-- the words of the lot master count as a status; a status change names it as its reason.
{% set words = "('released', 'quarantine', 'hold', 'restricted', 'rejected', 'recalled')" %}
with

lot_references as (

    select * from {{ ref('lot_references') }}

),

told as (

    select
        lot_ref,
        'master' as told_by,
        site_code,
        lot_status,
        status_at as given_at,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('stg_wms__lots') }}
    union all
    select
        lot_ref,
        'status_change' as told_by,
        site_code,
        reason_code as lot_status,
        coalesce(occurred_at, recorded_at) as given_at,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('stg_wms__movements') }}
    where movement_type = 'status_change' and reason_code in {{ words }} and reversal_of is null
    union all
    select
        lot_ref,
        'inspection' as told_by,
        cast(null as string) as site_code,
        new_lot_status as lot_status,
        inspected_at as given_at,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref('stg_mes__inspections') }}
    where new_lot_status in {{ words }}

)

select
    lot_references.lot_id,
    told.told_by,
    told.site_code,
    told.lot_status,
    told.given_at,
    told.source_system,
    told.contract,
    told.source_file,
    told.source_row
from told
inner join lot_references on told.lot_ref = lot_references.lot_ref
