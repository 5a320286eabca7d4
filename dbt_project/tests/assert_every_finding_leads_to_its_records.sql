-- Fails if a finding is about more or fewer records than it lists.
with

records as (

    select
        finding_id,
        count(*) as record_count
    from {{ ref('finding_records') }}
    where note is null or note not like 'compared with%'
    group by finding_id

)

select
    findings.finding_id,
    findings.record_count
from {{ ref('findings') }} as findings
left join records on findings.finding_id = records.finding_id
where findings.record_count <> coalesce(records.record_count, 0)
