-- Grain: one row per record that brings a lot onto the books: is_birth where it says that the lot
-- was received or made, else that it was there by then.
{% set tables = ['int_posted_arrivals', 'int_pair_arrivals', 'int_listed_arrivals'] %}
with

arrivals as (

    {% for table in tables %}
    select
        fact_id,
        lot_id,
        arrival_kind,
        is_birth,
        earliest_at,
        is_zoned,
        is_whole_day,
        occurred_at_text,
        source_system,
        contract,
        source_file,
        source_row
    from {{ ref(table) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from arrivals
