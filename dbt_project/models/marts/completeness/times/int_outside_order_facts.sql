-- Grain: one row per consumption or output that lies before the start or after the end of its
-- order, however the times are read. A recorded time may be off by the tolerance of the clocks, one
-- that was only posted by the late booking, one without zone by 14 hours more.
{% set tolerance = 60 * (var('tolerance_minutes') | int) %}
{% set late = 3600 * (var('late_booking_hours') | int) %}
with

windows as (

    select * from {{ ref('int_fact_windows') }}

),

facts as (

    {% for table in ['consumptions', 'outputs'] %}
    select
        fact_id,
        '{{ "used" if table == "consumptions" else "made" }}' as done,
        work_order_code,
        site_code,
        item_code,
        lot_id,
        booked_qty,
        booked_uom,
        occurred_at_text,
        time_basis,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref(table) }}
    where not is_returned and work_order_code is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

orders as (

    select * from {{ ref('int_order_windows') }}

),

compared as (

    select
        facts.*,
        windows.earliest_at,
        windows.latest_at,
        orders.from_at,
        orders.until_at,
        orders.started_text,
        orders.closed_text,
        case when facts.time_basis = 'recorded' then {{ tolerance }} else {{ late }} end
        + case
            when windows.is_zoned and orders.is_zoned then 0
            when
                not windows.is_zoned
                and not orders.is_zoned
                and facts.source_system = orders.source_system
                then 0
            else 50400
        end as doubt_seconds
    from facts
    inner join windows on facts.fact_id = windows.fact_id
    inner join orders on facts.work_order_code = orders.work_order_code

)

select * from compared
where
    {{ shift_seconds('latest_at', 'doubt_seconds') }} < from_at
    or {{ shift_seconds('earliest_at', '-doubt_seconds') }} > until_at
