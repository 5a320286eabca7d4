-- Grain: one row per current lot and question about its identity: whether its code is shaped as the
-- others of its item, spelled in one way, borne by no other lot, near to no other lot's, and
-- whether it is known from where it came and it ever moved.
with

lots as (

    select
        lots.lot_id,
        lots.item_code,
        lots.lot_code_key,
        metric_lots.origin,
        metric_lots.work_order_code,
        metric_lots.site_code,
        metric_lots.event_month
    from {{ ref('lots') }} as lots
    inner join {{ ref('int_metric_lots') }} as metric_lots on lots.lot_id = metric_lots.lot_id
    where lots.lot_code_key is not null

),

spellings as (

    select
        lot_references.lot_id,
        count(distinct mentions.lot_code) as spelling_count
    from {{ ref('int_code_mentions') }} as mentions
    inner join {{ ref('lot_references') }} as lot_references
        on mentions.lot_ref = lot_references.lot_ref
    where mentions.lot_code is not null
    group by lot_references.lot_id

),

bearers as (

    select
        lot_code_key,
        count(distinct item_code) as item_count
    from lots
    group by lot_code_key

),

near as (

    select lot_a_id as lot_id from {{ ref('code_suggestions') }}
    where lot_a_id is not null
    union
    select lot_b_id as lot_id from {{ ref('code_suggestions') }}
    where lot_b_id is not null

),

odd_shapes as (

    select lot_id from {{ ref('int_odd_mask_records') }}
    group by lot_id

),

idle as (

    select lot_id from {{ ref('int_idle_lot_records') }}
    group by lot_id

),

judged as (

    select
        lots.*,
        odd_shapes.lot_id is null as has_usual_shape,
        coalesce(spellings.spelling_count, 1) = 1 as has_one_spelling,
        bearers.item_count = 1 as has_own_code,
        near.lot_id is null as has_no_double,
        idle.lot_id is null and lots.origin <> 'unknown' as has_history
    from lots
    inner join bearers on lots.lot_code_key = bearers.lot_code_key
    left join spellings on lots.lot_id = spellings.lot_id
    left join near on lots.lot_id = near.lot_id
    left join odd_shapes on lots.lot_id = odd_shapes.lot_id
    left join idle on lots.lot_id = idle.lot_id

)

{% for mark in [
    'has_usual_shape', 'has_one_spelling', 'has_own_code', 'has_no_double', 'has_history'
] %}
select
    {{ measured("'identity_quality'", "'" ~ mark[4:] ~ "'", {
        'work_order_code': 'work_order_code',
        'site_code': 'site_code',
        'item_code': 'item_code',
        'event_month': 'event_month',
        'part_count': 'case when ' ~ mark ~ ' then 1 else 0 end',
    }) }}
from judged
{% if not loop.last %}union all{% endif %}
{% endfor %}
