-- Grain: one row per closed order of a line since it last reported scrap, where that is more than
-- the set number of weeks and another line of its site does report scrap (QT-13). The time is that
-- between orders, not that since today: a line that stands still is not silent.
{% set weeks = 604800 * (var('scrap_silent_weeks') | int) %}
with

scrapped as (

    select work_order_code from {{ ref('stg_mes__outputs') }}
    where output_kind = 'scrap' and work_order_code is not null
    union all
    select work_order_code from {{ ref('stg_mes__operations') }}
    where scrap_qty > 0 and work_order_code is not null
    union all
    select work_order_code from {{ ref('stg_wms__movements') }}
    where movement_type = 'scrap' and work_order_code is not null

),

scrap_orders as (

    select work_order_code from scrapped
    group by work_order_code

),

runs as (

    select
        orders.*,
        coalesce(orders.closed_at, orders.started_at) as ran_at,
        coalesce(orders.site_code, '') || chr(31) || orders.line_code as line_key,
        case when scrap_orders.work_order_code is null then 0 else 1 end as has_scrap
    from {{ ref('work_orders') }} as orders
    left join scrap_orders on orders.work_order_code = scrap_orders.work_order_code
    where
        orders.order_status = 'closed'
        and orders.line_code is not null
        and coalesce(orders.closed_at, orders.started_at) is not null

),

watched as (

    select
        *,
        max(has_scrap) over (partition by coalesce(site_code, '')) as site_has_scrap,
        max(case when has_scrap = 1 then ran_at end) over (partition by line_key) as last_scrap_at,
        min(ran_at) over (partition by line_key) as first_ran_at,
        max(ran_at) over (partition by line_key) as last_ran_at
    from runs

),

silent as (

    select *
    from watched
    where
        site_has_scrap = 1
        and {{ seconds_between('coalesce(last_scrap_at, first_ran_at)', 'last_ran_at') }}
        > {{ weeks }}
        and (last_scrap_at is null or ran_at > last_scrap_at)

),

records as (

    select
        'QT-13' as rule_id,
        'line' as subject_kind,
        line_key as subject_key,
        contract,
        source_system,
        source_file,
        source_row,
        'work order ' || work_order_code as note,
        'S2' as severity,
        'Line ' || line_code || coalesce(' of site ' || site_code, '')
        || ' closed orders for more than {{ var('scrap_silent_weeks') }} weeks and reported no'
        || ' scrap' as words,
        work_order_code,
        site_code,
        coalesce(closed_at_text, started_at_text) as occurred_at_text,
        {{ untold([
            'item_code', 'lot_id', 'delivery_code', 'receipt_code', 'partner_code', 'booked_qty',
            'booked_uom',
        ]) }}
    from silent

)

select {{ told_columns() }}
from records
