-- Fails if a finding has a rule, kind of subject or severity that is not in the list of rules.
select
    findings.finding_id,
    findings.rule_id,
    findings.subject_kind,
    findings.severity
from {{ ref('findings') }} as findings
left join {{ ref('stg_finding_rules') }} as rules
    on
        findings.rule_id = rules.rule_id
        and findings.subject_kind = rules.subject_kind
        and findings.severity = rules.severity
where rules.rule_id is null
