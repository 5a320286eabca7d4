-- Grain: one row per fact that may be or may fill a gap: when it may truly have happened. A booking
-- may be off by the late bookings of its site, and its clock by the tolerance.
{% set tables = [
    'consumptions', 'outputs', 'receipts', 'shipments', 'customer_returns', 'lot_transformations',
    'stock_movements', 'lot_events',
] %}
with

facts as (

    {% for table in tables %}
    select
        fact_id,
        site_code,
        occurred_at
    from {{ ref(table) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

single as (

    select
        fact_id,
        min(site_code) as site_code,
        min(occurred_at) as occurred_at
    from facts
    group by fact_id

),

windows as (

    select * from {{ ref('int_fact_windows') }}

),

slacks as (

    select * from {{ ref('int_site_slacks') }}

),

read_times as (

    select
        single.fact_id,
        single.occurred_at,
        coalesce(windows.earliest_at, single.occurred_at) as earliest_at,
        coalesce(windows.latest_at, {{ shift_seconds('single.occurred_at', 86400) }}) as latest_at,
        slacks.tolerance_seconds,
        slacks.late_seconds
    from single
    inner join slacks on coalesce(single.site_code, '') = slacks.site_key
    left join windows on single.fact_id = windows.fact_id

)

select
    fact_id,
    occurred_at,
    {{ shift_seconds('earliest_at', '-(late_seconds + tolerance_seconds)') }} as from_at,
    {{ shift_seconds('latest_at', 'late_seconds') }} as until_at,
    {{ shift_seconds('latest_at', 'late_seconds + tolerance_seconds') }} as closes_at
from read_times
where occurred_at is not null
