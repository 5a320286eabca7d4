-- Grain: one row per measured process parameter.
with

parameters as (

    select * from {{ ref('parameters') }}

)

select
    operation_run_id,
    parameter_name,
    value,
    unit,
    occurred_at_text as measured_at,
    lower_limit,
    upper_limit
from parameters
