-- Grain: one row per open order, lot of the last day or open delivery and gap that would stay if it
-- were closed or shipped as recorded. rule_id: the rule that would find it then.
with

deliveries as (

    select
        delivery_code,
        site_code,
        item_code,
        max(case when is_unknown_lot then 1 else 0 end) as is_lotless,
        max(case when customer_code is null then 1 else 0 end) as is_nobodys
    from {{ ref('open_deliveries') }}
    where delivery_code is not null
    group by delivery_code, site_code, item_code

)

select
    'order' as subject_kind,
    work_order_code as subject_code,
    site_code,
    line_code,
    item_code,
    rule_id,
    message
from {{ ref('int_open_order_gaps') }}
union all
select
    'lot' as subject_kind,
    coalesce(item_code || ':', '') || coalesce(lot_code, lot_id) as subject_code,
    site_code,
    cast(null as string) as line_code,
    item_code,
    rule_id,
    message
from {{ ref('int_open_lot_gaps') }}
{% for mark, rule, words in [
    ('is_lotless', 'LK-08', ' goes without a lot.'), ('is_nobodys', 'LK-09', ' has no customer.')
] %}
union all
select
    'delivery' as subject_kind,
    delivery_code as subject_code,
    site_code,
    cast(null as string) as line_code,
    item_code,
    '{{ rule }}' as rule_id,
    'Item ' || coalesce(item_code, 'unknown') || '{{ words }}' as message
from deliveries
where {{ mark }} = 1
{% endfor %}
