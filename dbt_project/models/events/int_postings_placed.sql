-- Grain: one row per posting (row of mes_consumptions, mes_outputs, wms_movements), with its order,
-- run and site. One source row may be several postings (several lots in one cell).
-- A row without order takes its operation's; without that it is a run of its own.
with

united as (

    select * from {{ ref('int_consumption_postings') }}
    union all
    select * from {{ ref('int_output_postings') }}
    union all
    select * from {{ ref('int_movement_postings') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by contract, source_system, record_id
            order by
                load_id asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last,
                item_code asc nulls last,
                lot_ref asc nulls last,
                to_lot_ref asc nulls last,
                qty asc nulls last
        ) as record_no
    from united

),

postings as (

    select
        *,
        contract || chr(31) || source_system || chr(31) || record_id || chr(31)
        || cast(record_no as string) as fact_id
    from numbered

),

operations as (

    select * from {{ ref('int_operation_orders') }}

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

ordered as (

    select
        postings.*,
        operations.site_code as operation_site_code,
        coalesce(postings.work_order_code, operations.work_order_code) as order_code
    from postings
    left join operations
        on
            postings.source_system = operations.source_system
            and postings.operation_run_id = operations.operation_run_id

),

placed as (

    select
        ordered.*,
        coalesce(ordered.site_code, ordered.operation_site_code, work_orders.site_code)
            as place_site_code,
        case
            when ordered.fact_type not in ('consumption', 'output') then null
            when ordered.order_code is not null then {{ make_id('R', [
                "'run'", 'ordered.order_code', "coalesce(ordered.output_group, '')",
            ]) }}
            when ordered.operation_run_id is not null then {{ make_id('R', [
                "'run_of_operation'", 'ordered.source_system', 'ordered.operation_run_id',
            ]) }}
            else {{ make_id('R', ["'run_of_row'", "ordered.contract", "ordered.row_key"]) }}
        end as run_id
    from ordered
    left join work_orders on ordered.order_code = work_orders.work_order_code

)

-- All columns of a posting, its order and its run.
select * from placed  -- noqa: AM04
