-- Grain: one row per record behind a gap of an order that no empty lot cell tells: a component of
-- which less is recorded than was needed (LK-05), or a lot that a backflush chose (QT-09).
with

consumptions as (

    select * from {{ ref('consumptions') }}

),

shortages as (

    select * from {{ ref('int_shortages') }}

),

needs as (

    select * from {{ ref('int_order_needs') }}

),

components as (

    select * from {{ ref('stg_erp__work_order_components') }}

),

short_items as (

    select
        shortages.lot_id,
        shortages.work_order_code,
        needs.item_code
    from shortages
    inner join needs
        on
            shortages.work_order_code = needs.work_order_code
            and shortages.group_key = needs.group_key

)

select
    'LK-05' as rule_id,
    'component' as subject_kind,
    short_items.lot_id as subject_key,
    'needed' as note,
    cast(null as string) as site_code,
    cast(null as string) as occurred_at_text,
    components.source_system,
    components.contract,
    components.source_file,
    components.source_row
from short_items
inner join components
    on
        short_items.work_order_code = components.work_order_code
        and short_items.item_code = components.item_code
union all
select
    'LK-05' as rule_id,
    'component' as subject_kind,
    short_items.lot_id as subject_key,
    'used' as note,
    consumptions.site_code,
    consumptions.occurred_at_text,
    consumptions.source_system,
    consumptions.contract,
    consumptions.source_file,
    consumptions.source_row
from short_items
inner join consumptions
    on
        short_items.work_order_code = consumptions.work_order_code
        and short_items.item_code = consumptions.item_code
where not consumptions.is_returned
union all
select
    'QT-09' as rule_id,
    'consumption' as subject_kind,
    run_id || chr(31) || item_code as subject_key,
    cast(null as string) as note,
    site_code,
    occurred_at_text,
    source_system,
    contract,
    source_file,
    source_row
from consumptions
where capture_method = 'backflush' and not is_unknown_lot
