-- Grain: one row per measured process parameter.
with

parameters as (

    select * from {{ ref('stg_mes__parameters') }}

)

select
    operation_run_id,
    parameter_name,
    value,
    unit,
    lower_limit,
    upper_limit,
    measured_at as occurred_at,
    measured_at_text as occurred_at_text,
    measured_at_basis as time_basis,
    source_system,
    contract,
    source_file,
    source_row,
    {{ month_of('measured_at') }} as event_month
from parameters
