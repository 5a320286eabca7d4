-- Grain: one row per finding and fact of a source record behind it.
with

united as (

    select * from {{ ref('int_united_records') }}

)

select
    {{ make_id('F', ['rule_id', 'subject_kind', 'subject_key']) }} as finding_id,
    contract,
    source_system,
    source_file,
    source_row,
    note
from united
