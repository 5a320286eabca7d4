create or replace table units as
with

named as (

    select
        id,
        record_id(category) as category_id,
        coalesce(given(symbol), given(name), 'product.uom,' || id) as code,
        coalesce(try_cast(factor as double), 1 / nullif(try_cast(rate as double), 0)) as factor,
        coalesce(try_cast(rate as double), 1 / nullif(try_cast(factor as double), 0)) as rate
    from records('product_uom')

),

coded as (

    select
        id,
        category_id,
        unique_code(code, id) as uom,
        factor,
        rate,
        first_value(id) over (
            partition by category_id
            order by abs(coalesce(factor, 0) - 1), try_cast(id as bigint)
        ) as base_id
    from named

)

select * from coded;

create or replace table items as
with

coded as (

    select
        product.id as product_id,
        record_id(product.template) as template_id,
        coalesce(
            given(product.code),
            nullif(concat(given(template.code), given(product.suffix_code)), ''),
            'product.product,' || product.id
        ) as code
    from records('product_product') as product
    left join records('product_template') as template
        on record_id(product.template) = template.id

)

select
    product_id,
    template_id,
    unique_code(code, product_id) as item_code
from coded;
