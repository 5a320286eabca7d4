-- Grain: one row per id under which one load landed rows that differ. Rows of one cell that named
-- several lots are one row of the source.
{% set ids = [
    'wms_movements', 'mes_operations', 'mes_consumptions', 'mes_outputs', 'mes_lot_changes',
    'mes_place_events', 'mes_inspections',
] %}
with

told as (

    {% for contract in ids %}
    select
        '{{ contract }}' as contract,
        source_system,
        row_key,
        load_id,
        cast(count(distinct row_hash) as bigint) as version_count,
        min(source_file) as source_file,
        min(source_row) as source_row,
        max(source_row) as last_source_row
    from {{ source('landing', contract) }}
    where coalesce(lot_split_count, 1) = 1
    group by source_system, row_key, load_id
    having count(distinct row_hash) > 1
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from told
