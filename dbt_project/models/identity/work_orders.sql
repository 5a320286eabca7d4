-- Grain: one row per work_order_code seen anywhere. Where two masters speak, the latest load does.
with

seen as (

    select work_order_code from {{ ref('stg_erp__work_orders') }}
    union
    select work_order_code from {{ ref('stg_erp__work_order_components') }}
    union
    select work_order_code from {{ ref('stg_wms__movements') }}
    union
    select work_order_code from {{ ref('stg_mes__operations') }}
    union
    select work_order_code from {{ ref('stg_mes__consumptions') }}
    union
    select work_order_code from {{ ref('stg_mes__outputs') }}
    union
    select work_order_code from {{ ref('stg_mes__lot_changes') }}
    union
    select work_order_code from {{ ref('stg_mes__inspections') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by work_order_code
            order by
                load_id desc nulls last,
                source_system asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                row_hash asc nulls last
        ) as version_no
    from {{ ref('stg_erp__work_orders') }}

),

work_orders as (

    select
        seen.work_order_code,
        masters.site_code,
        masters.line_code,
        masters.item_code,
        masters.planned_qty,
        masters.uom,
        masters.order_type,
        masters.order_status,
        masters.started_at,
        masters.started_at_from,
        masters.started_at_until,
        masters.started_at_text,
        masters.started_at_basis,
        masters.started_at_is_zoned,
        masters.closed_at,
        masters.closed_at_until,
        masters.closed_at_text,
        masters.closed_at_basis,
        masters.closed_at_is_zoned,
        masters.source_system,
        masters.contract,
        masters.source_file,
        masters.source_row,
        masters.work_order_code is not null as has_master
    from seen
    left join ranked as masters
        on seen.work_order_code = masters.work_order_code and masters.version_no = 1
    where seen.work_order_code is not null

)

select * from work_orders
