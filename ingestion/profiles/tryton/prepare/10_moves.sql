-- One row per row of stock_move, with the one kind that decides which contract it belongs to. What
-- reached a customer, or came from a supplier, did so wherever its other end is.
create or replace table moves as
with

decided as (

    select
        *,
        state in ('draft', 'assigned', 'staging') as is_planned,
        case
            when state = 'cancelled' then 'cancelled'
            when
                is_planned and input_id is not null
                and order_state not in ('done', 'cancelled', 'cancel')
                then 'component'
            when
                is_planned and input_id is null and output_id is null
                and to_kind = 'customer' and coalesce(from_kind, '') <> 'customer'
                then 'open_delivery'
            when is_planned then 'draft_or_reserved'
            when coalesce(state, '') <> 'done' then null
            when input_id is not null then 'consumption'
            when output_id is not null then 'output'
            when from_kind = to_kind then 'transfer'
            when to_kind = 'customer' then 'delivery'
            when from_kind = 'supplier' then 'receipt'
            when from_kind = 'customer' then 'customer_return'
            when to_kind = 'supplier' then 'supplier_return'
            when 'drop' in (from_kind, to_kind) then 'transfer'
            when is_count then 'adjustment'
            when to_kind = 'lost_found' then 'scrap'
            when to_kind = 'production' then 'issue'
            when from_kind = 'production' then 'production_receipt'
            when from_kind = 'lost_found' then 'adjustment'
        end as kind
    from documented_moves

)

select
    decided.*, -- noqa: AM04
    coalesce(decided.order_product_id = decided.product_id, true) as is_main_product,
    coalesce(items.item_code, 'product.product,' || decided.product_id) as item_code,
    lot.number as lot_code,
    units.uom
from decided
left join items on decided.product_id = items.product_id
left join records('stock_lot') as lot on decided.lot_uid = lot.id
left join units on decided.unit_id = units.id;
