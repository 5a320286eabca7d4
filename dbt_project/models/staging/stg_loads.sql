-- Grain: one row per load and contract it speaks for.
-- is_contract_shaped: files that follow the contracts as such, so no profile vouches for times.
-- zone_name: zone of times without offset; null = none, 'unknown' = a name nobody can read.
with

loads as (

    select
        *,
        coalesce(nullif(timezone, ''), nullif('{{ var("timezone") }}', '')) as asked_zone
    from {{ source('landing', 'loads') }}

),

known_zones as (

    select * from {{ ref('int_time_zones') }}

),

staged as (

    select
        loads.load_id,
        loads.contract,
        loads.source_system,
        loads.profile,
        loads.profile = 'contracts' as is_contract_shaped,
        loads.mode,
        loads.covers_from,
        loads.covers_to,
        loads.lot_scope,
        loads.timezone,
        case when loads.asked_zone is not null then coalesce(known_zones.zone_name, 'unknown') end
            as zone_name,
        loads.history_from,
        loads.landed_at,
        loads.row_count
    from loads
    left join known_zones on loads.asked_zone = known_zones.zone_name

)

select * from staged
