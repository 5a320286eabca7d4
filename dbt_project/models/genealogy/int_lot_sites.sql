-- Grain: one row per lot with an event at a site: the site of the first of them.
with

events as (

    select * from {{ ref('lot_events') }}
    where site_code is not null

),

numbered as (

    select
        lot_id,
        site_code,
        row_number() over (
            partition by lot_id
            order by occurred_at asc nulls last, contract asc nulls last, fact_id asc nulls last
        ) as event_no
    from events

)

select * from numbered
where event_no = 1
