-- Grain: one row per place with hold-up and run that was fed there: when, and with how much.
-- from_at, until_at: first and last instant at which something was put on, the last with the
-- tolerance of the clocks; what was not captured when it happened may lie late_booking away.
-- fed_qty: null = unknown.
with

consumptions as (

    select * from {{ ref('consumptions') }}

),

-- What an order began to make says that it was fed by then, however late its lots were scanned.
begins as (

    select
        work_order_code,
        min(case when begun_basis = 'recorded' then occurred_from_at end) as begun_at
    from {{ ref('outputs') }}
    where work_order_code is not null
    group by work_order_code

),

places as (

    select * from {{ ref('holding_places') }}
    where has_hold_up and not is_declared

),

feeds as (

    select
        consumptions.place_code,
        consumptions.run_id,
        consumptions.base_qty,
        case
            when consumptions.begun_basis = 'recorded'
                then least(
                    consumptions.occurred_from_at,
                    coalesce(begins.begun_at, consumptions.occurred_from_at)
                )
            else
                {{ shift_seconds('consumptions.occurred_at', '-places.late_booking_seconds') }}
        end as from_at,
        case
            when consumptions.begun_basis = 'recorded'
                then {{ shift_seconds(
                    'consumptions.occurred_from_at', 'places.tolerance_seconds'
                ) }}
            else {{ shift_seconds(
                'coalesce(consumptions.occurred_until_at, consumptions.occurred_at)',
                'places.late_booking_seconds',
            ) }}
        end as until_at
    from consumptions
    inner join places on consumptions.place_code = places.place_code
    left join begins on consumptions.work_order_code = begins.work_order_code

)

select
    place_code,
    run_id,
    coalesce(
        case when count(from_at) = count(*) then min(from_at) end,
        cast('0001-01-01' as timestamp)
    ) as from_at,
    coalesce(
        case when count(until_at) = count(*) then max(until_at) end,
        cast('9999-12-31' as timestamp)
    ) as until_at,
    case
        when count(base_qty) = count(*) then cast(sum(base_qty) as decimal(38, 6))
    end as fed_qty
from feeds
group by place_code, run_id
