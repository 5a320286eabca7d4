create or replace table orders as
select
    production.id as production_id,
    unique_code(coalesce(given(production.number), 'production,' || production.id), production.id)
        as work_order_code,
    production.state,
    place.site_code,
    record_id(production.product) as product_id,
    coalesce(given(production.type), 'assembly') as type,
    day_of(production.effective_start_date) as started_at,
    day_of(production.effective_date) as closed_at
from records('production') as production
left join places as place on record_id(production.warehouse) = place.location_id;
