-- Grain: one row per rejected row of a source file.
with

quarantine as (

    select * from {{ ref('stg_quarantine') }}

)

select
    contract,
    source_system,
    source_file,
    source_row,
    rule_id,
    reason,
    mentions
from quarantine
