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

operations as (

    select * from {{ ref('int_operation_orders') }}

),

work_orders as (

    select * from {{ ref('work_orders') }}

),

ordered as (

    select
        numbered.*,
        numbered.contract || chr(31) || numbered.source_system || chr(31) || numbered.record_id
        || chr(31) || cast(numbered.record_no as string) as fact_id,
        operations.site_code as operation_site_code,
        coalesce(numbered.work_order_code, operations.work_order_code) as order_code
    from numbered
    left join operations
        on
            numbered.source_system = operations.source_system
            and numbered.operation_run_id = operations.operation_run_id

),

placed as (

    select
        ordered.*,
        coalesce(ordered.site_code, ordered.operation_site_code, work_orders.site_code)
            as place_site_code,
        case
            when ordered.fact_type not in ('consumption', 'output') then null
            when ordered.order_code is not null
                then {{ joined(["'run'", 'ordered.order_code', 'ordered.output_group']) }}
            when ordered.operation_run_id is not null then {{ joined([
                "'run_of_operation'", 'ordered.source_system', 'ordered.operation_run_id',
            ]) }}
            else {{ joined(["'run_of_row'", 'ordered.contract', 'ordered.row_key']) }}
        end as run_text
    from ordered
    left join work_orders on ordered.order_code = work_orders.work_order_code

),

hashed as (

    select
        *,
        {{ sha256_hex('run_text') }} as run_hash
    from placed

)

-- All columns of a posting, its order and its run. Hashed once a row: inside a case the engine
-- would hash for each of the twenty characters.
select
    *,  -- noqa: AM04
    'R' || {{ base32('run_hash') }} as run_id
from hashed
