-- Grain: one row per lot with stock movements: sums by kind, and whether they can be added up.
with

movements as (

    select
        *,
        case
            when flow_kind in ('receipt', 'output', 'split_to', 'merge_to', 'relabel_to')
                then 1
            else 0
        end as is_origin
    from {{ ref('stock_movements') }}
    where lot_id is not null and not is_unknown_lot

),

sums as (

    select
        lot_id,
        min(flow_uom) as flow_uom,
        count(distinct coalesce(flow_uom, '')) as uom_count,
        max(case when flow_qty is null then 1 else 0 end) as has_unknown,
        max(is_origin) as has_origin,
        max(case when is_origin = 1 and flow_qty is null then 1 else 0 end) as has_unknown_origin,
        max(case when flow_kind = 'shipment' and flow_qty is null then 1 else 0 end)
            as has_unknown_shipment,
        max(case when flow_kind = 'customer_return' and flow_qty is null then 1 else 0 end)
            as has_unknown_return,
        cast(sum(case when is_origin = 1 then flow_qty end) as decimal(18, 6)) as origin_qty,
        cast(sum(case when not is_transfer then flow_qty end) as decimal(18, 6)) as book_qty,
        cast(sum(case when flow_kind = 'shipment' then -flow_qty else 0 end) as decimal(18, 6))
            as shipped_qty,
        cast(
            sum(case when flow_kind = 'customer_return' then flow_qty else 0 end)
            as decimal(18, 6)
        ) as returned_qty
    from movements
    group by lot_id

)

select * from sums
