-- Grain: one row per lot: its earliest event.
with

events as (

    select * from {{ ref('lot_events') }}

),

numbered as (

    select
        lot_id,
        occurred_at,
        occurred_at_text,
        source_system,
        site_code,
        row_number() over (
            partition by lot_id
            order by
                occurred_at asc nulls last,
                occurred_at_text asc nulls last,
                contract asc nulls last,
                fact_id asc nulls last
        ) as event_no
    from events

)

select * from numbered
where event_no = 1
