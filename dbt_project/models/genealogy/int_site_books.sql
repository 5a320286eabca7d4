-- Grain: one row per lot and site with stock movements; site null = on the way between sites.
with

movements as (

    select * from {{ ref('stock_movements') }}
    where lot_id is not null and not is_unknown_lot

),

sides as (

    select
        lot_id,
        site_code,
        flow_qty,
        flow_uom,
        'site' as place_kind
    from movements
    union all
    select
        lot_id,
        cast(null as string) as site_code,
        -flow_qty as flow_qty,
        flow_uom,
        'way' as place_kind
    from movements
    where is_transfer

),

books as (

    select
        lot_id,
        site_code,
        place_kind,
        min(flow_uom) as flow_uom,
        case
            when
                count(distinct coalesce(flow_uom, '')) = 1
                and max(case when flow_qty is null then 1 else 0 end) = 0
                then cast(sum(flow_qty) as decimal(18, 6))
        end as book_qty
    from sides
    group by lot_id, site_code, place_kind

)

select * from books
