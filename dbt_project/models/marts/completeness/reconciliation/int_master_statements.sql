-- Grain: one row per record of an item or component of a work order, and thing it says of it that
-- other systems may say too: unit, shelf life, GTIN, requirement.
-- A view: its one reader keeps few of its rows.
{{ config(materialized='view') }}
with

items as (

    select * from {{ ref('stg_erp__items') }}

),

components as (

    select * from {{ ref('stg_erp__work_order_components') }}

),

told as (

    {% for name, words in [
        ('base_uom', 'unit'), ('shelf_life_days', 'shelf life in days'), ('gtin', 'GTIN'),
    ] %}
    select
        'item' as subject_kind,
        {{ joined(["'" ~ name ~ "'", 'item_code']) }} as subject_key,
        item_code,
        cast(null as string) as work_order_code,
        '{{ words }}' as what,
        cast({{ name }} as string) as said,
        contract,
        source_system,
        source_file,
        source_row
    from items
    where {{ name }} is not null
    union all
    {% endfor %}
    select
        'component' as subject_kind,
        {{ joined(['work_order_code', 'item_code']) }} as subject_key,
        item_code,
        work_order_code,
        'requirement of order ' || work_order_code as what,
        {{ plain_number('required_qty') }} || coalesce(' ' || uom, '') as said,
        contract,
        source_system,
        source_file,
        source_row
    from components
    where required_qty is not null

)

select * from told
