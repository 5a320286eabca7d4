-- Grain: one row per product variant of goods; services have no stock and are set aside.
with

templates as (

    select
        template.*,
        given(template.producible) is not null as knows_production,
        template.id in (
            select record_id(lot_type.template)
            from "product_template-stock_lot_type" as lot_type
        ) as has_lot_types,
        (select count(*) from stock_lot) > 0 as knows_lots
    from records('product_template') as template

),

outputs as (

    select
        product_id,
        bool_and(not is_main_product) as is_only_by_product
    from moves
    where kind = 'output' and to_kind <> 'lost_found' and order_type <> 'disassembly'
    group by product_id

),

identifiers as (

    select
        record_id(product) as product_id,
        min(code) as gtin
    from product_identifier
    where lower(type) in ('ean', 'gtin', 'upc')
    group by record_id(product)
    having count(*) = 1

)

select
    items.item_code,
    template.name as item_name,
    case
        when is_yes(template.consumable) then 'consumable'
        when outputs.is_only_by_product then 'by_product'
        when is_yes(template.producible) and is_yes(template.salable) then 'finished'
        when is_yes(template.producible) then 'semi_finished'
        when
            is_yes(template.purchasable) and template.knows_production
            and not coalesce(is_yes(template.salable), false)
            then 'raw'
    end as item_type,
    units.uom as base_uom,
    case
        when template.has_lot_types then 'true'
        when trim(template.lot_required) not in ('', '[]', 'null') then 'true'
        when template.knows_lots then 'false'
    end as is_lot_managed,
    identifiers.gtin,
    record_id(coalesce(given(template.shelf_life_time), given(template.expiration_time)))
        as shelf_life_days,
    product.source_file,
    product.source_row
from product_product as product
inner join items on record_id(product.id) = items.product_id
left join templates as template on items.template_id = template.id
left join units on record_id(template.default_uom) = units.id
left join outputs on items.product_id = outputs.product_id
left join identifiers on items.product_id = identifiers.product_id
where coalesce(template.type, 'goods') <> 'service'
