-- Grain: one row per lot with a day of expiry on record: the first and the last that its records
-- name, whole days at their end.
with

told as (

    {% for table in ['stg_wms__lots', 'stg_erp__receipts'] %}
    select
        lot_ref,
        expires_at_until,
        expires_at_text,
        expires_at_is_zoned
    from {{ ref(table) }}
    where expires_at_until is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    lot_references.lot_id,
    min(told.expires_at_until) as first_expires_at,
    max(told.expires_at_until) as last_expires_at,
    max(told.expires_at_text) as expires_text,
    min(case when told.expires_at_is_zoned then 1 else 0 end) = 1 as is_zoned
from told
inner join {{ ref('lot_references') }} as lot_references
    on told.lot_ref = lot_references.lot_ref
group by lot_references.lot_id
