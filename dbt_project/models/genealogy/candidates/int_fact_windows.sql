-- Grain: one row per posting and ERP document line: the window in which it lies, however its times
-- are read. A date is its whole local day; no time = no window.
with

windows as (

    {% for table in ['int_postings', 'int_erp_document_lines'] %}
    select
        fact_id,
        earliest_at,
        latest_at,
        coalesce(is_zoned, false) as is_zoned,
        is_whole_day
    from {{ ref(table) }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from windows
