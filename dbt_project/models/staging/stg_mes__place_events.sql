-- Grain: one row per current row of the contract; identical rows under one id are folded.
with

landed as (

    select * from {{ coded('mes_place_events') }} as landed

),

current_keys as (

    select * from {{ ref('int_current_keys') }}
    where contract = 'mes_place_events' and not is_withdrawn

),

places as (

    select * from {{ ref('int_place_zones') }}

),

bounds as (

    select * from {{ ref('int_site_bounds') }}

),

current_rows as (

    select
        landed.*,
        nullif(coalesce(places.zone_name, current_keys.load_zone), 'unknown') as zone_name,
        current_keys.is_contract_shaped,
        coalesce(bounds.tolerance_minutes, {{ var('tolerance_minutes') }})
            as site_tolerance_minutes,
        row_number() over (
            partition by landed.source_system, landed.row_key, landed.row_hash
            order by landed.source_file asc nulls last, landed.source_row asc nulls last
        ) as copy_no
    from landed
    inner join current_keys
        on
            landed.source_system = current_keys.source_system
            and landed.row_key = current_keys.row_key
            and landed.load_id = current_keys.load_id
    left join places on landed.place_code = places.place_code
    left join bounds on places.site_code = bounds.site_code

),

probed as (

    select
        *,
        {{ instant_probes('occurred_at') }},
        {{ instant_probes('recorded_at') }}
    from current_rows
    where copy_no = 1

),

readings as (

    select
        *,
        {{ instant_readings('occurred_at') }},
        {{ instant_readings('recorded_at') }}
    from probed

),

staged as (

    select
        event_id,
        place_code,
        event_type,
        qty,
        uom,
        operator_code,
        capture_method,
        {{ instant_columns('occurred_at', captured=true, recorded=true) }},
        {{ instant_columns('recorded_at', captured=true) }},
        'mes_place_events' as contract,
        {{ system_columns() }}
    from readings

)

select * from staged
