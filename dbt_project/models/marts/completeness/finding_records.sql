-- Grain: one row per finding and fact of a source record behind it.
with

united as (

    select {{ record_columns() }} from {{ ref('int_missing_lot_records') }}
    union all
    select {{ record_columns() }} from {{ ref('int_silent_order_records') }}
    union all
    select {{ record_columns() }} from {{ ref('int_shared_code_records') }}
    union all
    select {{ record_columns() }} from {{ ref('int_self_loop_records') }}
    union all
    select {{ record_columns() }} from {{ ref('int_early_use_records') }}
    union all
    select {{ record_columns() }} from {{ ref('int_order_gap_records') }}
    union all
    select {{ record_columns() }} from {{ ref('int_lot_gap_records') }}

)

select
    {{ make_id('F', ['rule_id', 'subject_kind', 'subject_key']) }} as finding_id,
    contract,
    source_system,
    source_file,
    source_row,
    note
from united
